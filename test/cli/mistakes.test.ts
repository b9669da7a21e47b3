import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import type { Json } from '../support/harness.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { fileWith, removeFiles } from './scenario-files.ts';

afterEach(endAll);
afterAll(removeFiles);

const busy = async () => {
  const { url } = await startMock();
  return new URL(url).port;
};

const spoilt = (spoil: (state: Json) => void) => {
  const state = SCENARIOS.seeds() as Json;
  spoil(state);
  return state;
};

describe('mistakes are told in a message, with exit code 2 and no stack', () => {
  test.each([
    [
      ['mock', '--prot', '0'],
      ['--prot', 'Did you mean --port?'],
    ],
    [['mcok'], ['mcok', 'Did you mean mock?']],
    [
      ['mock', '--port', 'abc'],
      ['--port', '0 to 65535'],
    ],
    [['mock', '--port', '65536'], ['0 to 65535']],
    [['mock', '--port', '-1'], ['port']],
    [
      ['mock', '--host', '192.0.2.1', '--port', '0'],
      ['192.0.2.1', 'no address of this machine'],
    ],
    [
      ['mock', '--scenario', 'sedes'],
      ["'sedes'", 'Did you mean seeds?', 'inbox'],
    ],
    [
      ['mock', '--scenario', '/no/such/file.json'],
      ['/no/such/file.json', 'seeds, inbox, empty'],
    ],
    [
      ['mock', '--policy', 'conflcit=409'],
      ['conflcit', 'Did you mean conflict?'],
    ],
    [['mock', '--policy', 'conflict=500'], ['conflict is 200 or 409']],
    [['mock', '--policy', 'conflict'], ['conflict is 200 or 409']],
    [['mock', '--key', 'dana'], ['KEY=kind:id:name']],
    [['mock', '--key', 'dana=robot:1:Dana'], ['human, agent, model']],
    [
      ['mock', '--clock', 'yesterday'],
      ["'real'", 'RFC 3339'],
    ],
    [['mock', '--clock', '2026-05-13'], ['RFC 3339']],
    [['mock', '--journal-size', '0'], ['1 or more']],
    [['mock', '--log', 'xml'], ['pretty, json, silent']],
    [['mock', '--control-origin', 'localhost'], ['http://localhost:5173']],
    [['mock', 'extra'], ['argument']],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await ended(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['no JSON', '{"format": ', ['not JSON']],
    ['another shape', spoilt((state) => delete state.clock), ['clock: Field required']],
    [
      'a review of another shape',
      spoilt((state) => (state.reviews[0].rev = '3')),
      ['reviews.0.rev: Input should be a valid integer'],
    ],
    [
      'a broken invariant',
      spoilt((state) => (state.reviews[0].rev = 9)),
      ['reviews.0.rev', 'REV-6'],
    ],
    [
      'a broken hash',
      spoilt((state) => (state.reviews[0].versions[1].snapshot.a = 1)),
      ['reviews.0.versions.1.content_sha256', 'REV-7'],
    ],
  ])('a scenario file with %s', async (_what, content, words) => {
    const file = fileWith(content);
    const { code, stderr } = await ended('mock', '--scenario', file);
    expect(code).toBe(2);
    for (const word of [file, ...words]) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  // The line reads "  : Input should be …", since the place is the document itself.
  test('a scenario file that is a list says what it should be, and where', async () => {
    const { stderr } = await ended('mock', '--scenario', fileWith('[]'));
    expect(stderr).not.toMatch(/^\s+: /m);
  });

  // Nothing says which number, or that numbers are the matter at all.
  test('a scenario file with a number that no double holds names it', async () => {
    const { stderr } = await ended('mock', '--scenario', fileWith('{"a": 9007199254740993}'));
    expect(stderr).toContain('9007199254740993');
  });

  test('a port in use', async () => {
    const port = await busy();
    const { code, stderr } = await ended('mock', '--port', port);
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(stderr).toContain('--port 0');
  });

  test('a control port in use: nothing is left listening', async () => {
    const port = await busy();
    const { code, stdout, stderr } = await ended('mock', '--port', '0', '--control-port', port);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
  });

  // It says --port 0, which would not help.
  test('a control port in use names the option that would help', async () => {
    const port = await busy();
    const { stderr } = await ended('mock', '--port', '0', '--control-port', port);
    expect(stderr).toContain('--control-port 0');
  });
});
