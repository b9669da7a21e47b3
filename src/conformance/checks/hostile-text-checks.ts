import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, isSuccess, shown } from '../reply.ts';
import { expectNoTrace, footprintOf } from './footprint.ts';
import { expectAnswer } from './limit-checks.ts';
import { openScene, soundRequest } from './sound-requests.ts';

const ERRORS = [400, 413, 415, 422];
const OK = 200;

/** Snapshots as JSON texts, each with what some servers lose, change or fall over. */
const SNAPSHOTS: Readonly<Record<string, string>> = {
  'nul-in-a-text': String.raw`{"a":"\u0000","b":"x\u0000y"}`,
  'nul-in-a-name': String.raw`{"a\u0000b":1}`,
  'lone-surrogates': String.raw`{"a":"\ud800","b":"\udc00x"}`,
  'a-pair-of-surrogates': String.raw`{"a":"\ud83d\ude00","b":"😀"}`,
  'right-to-left': '{"a":"\u202eabc\u202c","b":"שלום","c":"مرحبا"}',
  'composed-and-combining': '{"a":"\u00e9","b":"e\u0301","\u00e9":1,"e\u0301":2}',
  'invisible-characters': '{"a":"\u200b\ufeff\u2028\u2029\u0085","":"","\u00a0":" "}',
  'control-escapes': String.raw`{"a":"\b\f\n\r\t\u001f\u007f","b":"\"\\\/"}`,
  'every-plane': '{"a":"\ud83c\udff3\ufe0f\u200d\ud83c\udf08 \ud87e\udc04 \udbff\udffd"}',
  markup: '{"a":"<script>alert(1)</script>","b":"\'; DROP TABLE reviews; --","c":"${7*7}{{7*7}}"}',
  'names-of-objects': '{"constructor":1,"toString":2,"hasOwnProperty":3,"valueOf":4,"length":5}',
  'name-proto': '{"__proto__":{"a":1},"b":{"__proto__":[1]}}',
  'name-to-json': '{"toJSON":"x","a":{"toJSON":{"b":1}}}',
  'names-of-the-api': '{"detail":"x","rev":7,"versions":[],"status":"approved","_id":"x"}',
  'names-of-stores': '{"$set":{"a":1},"a.b":1,"$ref":"#/x","@type":"x","_id":"y"}',
  'numbers-as-names': '{"10":1,"9":2,"-1":3,"1.5":4,"a":5,"01":6}',
  'names-in-any-order': '{"z":1,"a":{"y":1,"b":2},"m":[{"d":1,"c":2}],"Z":1,"é":1}',
  nothing: '{}',
  'empty-values': '{"a":null,"b":"","c":[],"d":{},"e":false,"f":0,"g":[null],"h":[[]]}',
  'numbers-of-all-sizes':
    '{"a":9007199254740991,"b":-9007199254740991,"c":5e-324,"d":1.7976931348623157e308,"e":0.1}',
  'numbers-in-any-form': '{"a":1.0,"b":1e3,"c":-0,"d":1E+2,"e":0.10,"f":100e-2,"g":-0.0}',
  'a-number-beyond-integers': '{"a":9007199254740993}',
  'a-number-of-many-digits': '{"a":12345678901234567890123456789012345678901234567890}',
  'a-number-beyond-doubles': '{"a":1e400}',
  'a-number-below-doubles': '{"a":1e-400}',
  'a-fraction-of-many-digits': '{"a":0.1000000000000000055511151231257827}',
  'a-long-text': `{"a":"${'long '.repeat(40_000)}"}`,
  'a-long-name': `{"${'n'.repeat(20_000)}":1}`,
  'many-names': `{${Array.from({ length: 5000 }, (_, index) => `"n${index}":${index}`).join()}}`,
  'many-items': `{"a":[${Array.from({ length: 20_000 }, (_, index) => index).join()}]}`,
  'a-name-twice': '{"a":1,"a":2}',
};

const SMOKE = new Set(['nul-in-a-text', 'numbers-in-any-form']);

/**
 * Texts, names and numbers that servers stumble over: each is refused without a trace, or taken and
 * shown as it was sent; it never fails inside the server.
 *
 * Source: VER-1, SCH-1, ERR-2.
 */
export const HOSTILE_TEXT_CHECKS: readonly Check[] = [
  ...Object.entries(SNAPSHOTS).map(([name, snapshot]): Check => ({
    id: `SCH-1/snapshot-with-${name}`,
    also: ['VER-1', 'ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    ...(SMOKE.has(name) ? {} : { from: 'ci' }),
    run: (trial) => keepsSnapshot(trial, snapshot),
  })),
  {
    id: 'SCH-1/texts-of-a-decision',
    also: ['DEC-3', 'ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    from: 'ci',
    run: keepsReasons,
  },
  {
    id: 'SCH-1/bytes-that-are-no-text',
    also: ['SCH-3', 'ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    from: 'ci',
    run: refusesBytes,
  },
  {
    id: 'SCH-1/a-mark-before-the-json',
    also: ['ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    from: 'ci',
    run: (trial) => takesOrRefuses(trial, (json) => `\ufeff${json}`),
  },
  {
    id: 'SCH-1/a-property-twice',
    also: ['ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    from: 'ci',
    run: (trial) => takesOrRefuses(trial, (json) => json.replace('{', '{"version_stamp":99999,')),
  },
];

async function keepsSnapshot(trial: Trial, snapshot: string): Promise<void> {
  const scene = await openScene(trial, 'append_version');
  const footprint = await footprintOf(trial, scene.review, ['overlay']);
  const { body: _body, ...sound } = soundRequest('append_version', scene);
  const text = `{"version_stamp":${scene.rev},"snapshot":${snapshot}}`;
  const reply = await trial.a.send({ ...sound, text });
  expectTakenOrRefused(trial, reply);
  const after = await expectNoTrace(trial, footprint, reply);
  if (!isSuccess(reply) || after.overlay === undefined) return;
  const expected = parsed(snapshot);
  const got = findOverlay(after.overlay)?.versions.at(-1)?.snapshot;
  trial.must.holds('VER-1', isDeepStrictEqual(parsed(JSON.stringify(got)), expected), () => ({
    sentence: `a snapshot came back as ${shown(got)}`,
    expected: snapshot.slice(0, 300),
    got: shown(got),
    witness: [reply, after.overlay as Exchange],
  }));
}

/** As a double reads it; the sign of a zero is nobody's business. */
function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  return JSON.parse(json, (_, value: unknown) => (Object.is(value, -0) ? 0 : value));
}

function expectTakenOrRefused(trial: Trial, reply: Exchange): void {
  expectAnswer(trial, reply);
  trial.must.status('SCH-1', reply, {
    is: [OK, ...ERRORS],
    when: 'to a hostile body of the right shape',
  });
}

async function keepsReasons(trial: Trial): Promise<void> {
  const reasons = ['\u0000', '\ud800', '\u202eno', 'e\u0301', '\u00a0x', 'x'.repeat(100_000)];
  for (const reason of reasons) {
    const scene = await openScene(trial, 'submit_decision');
    const footprint = await footprintOf(trial, scene.review, ['overlay']);
    const body = { version_stamp: scene.rev, verdict: 'rejected', reason };
    const reply = await trial.a.send({ ...soundRequest('submit_decision', scene), body });
    expectTakenOrRefused(trial, reply);
    await expectNoTrace(trial, footprint, reply);
    if (!isSuccess(reply)) continue;
    const got = findOverlay(reply)?.decisions?.at(-1)?.reason;
    trial.must.equal('DEC-3', reply, { what: 'the reason', got, expected: reason });
  }
}

/** Bytes that no UTF-8 text has, inside a JSON text. */
const NO_UTF_8: Readonly<Record<string, readonly number[]>> = {
  'a lone continuation byte': [0x80],
  'an overlong slash': [0xc0, 0xaf],
  'half a character': [0xe2, 0x82],
  'an encoded surrogate': [0xed, 0xa0, 0x80],
  'a byte of no text': [0xff],
};

async function refusesBytes(trial: Trial): Promise<void> {
  for (const [what, bytes] of Object.entries(NO_UTF_8)) {
    const scene = await openScene(trial, 'append_version');
    const footprint = await footprintOf(trial, scene.review, ['overlay']);
    const { body: _body, ...sound } = soundRequest('append_version', scene);
    const json = `{"version_stamp":${scene.rev},"snapshot":{"a":"?"}}`;
    const text = withBytes(json, bytes);
    const reply = await trial.a.send({ ...sound, text });
    expectTakenOrRefused(trial, reply);
    trial.should.holds('SCH-3', !isSuccess(reply), () => ({
      sentence: `append_version took a body with ${what}, which is no JSON`,
      expected: '422 or 400',
      got: shown(findOverlay(reply)?.versions.at(-1)?.snapshot),
      witness: [reply],
    }));
    await expectNoTrace(trial, footprint, reply);
  }
}

/** Puts bytes in the place of the question mark. */
function withBytes(json: string, bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const [before = '', after = ''] = json.split('?');
  const encoder = new TextEncoder();
  return Uint8Array.from([...encoder.encode(before), ...bytes, ...encoder.encode(after)]);
}

/** What JSON leaves open; the stamp that a parser keeps may be the other one. */
async function takesOrRefuses(trial: Trial, spoil: (json: string) => string): Promise<void> {
  const scene = await openScene(trial, 'append_version');
  const footprint = await footprintOf(trial, scene.review, ['overlay']);
  const { body, ...sound } = soundRequest('append_version', scene);
  const reply = await trial.a.send({ ...sound, text: spoil(JSON.stringify(body)) });
  expectAnswer(trial, reply);
  const is = [OK, ...ERRORS, 409];
  trial.must.status('SCH-1', reply, { is, when: 'to a body that JSON leaves open' });
  await expectNoTrace(trial, footprint, reply);
}
