import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Breakage } from '../../../src/conformance/execute/ledger.ts';
import type { Exchange, SentRequest } from '../../../src/conformance/exchange.ts';
import { reproductionOf } from '../../../src/conformance/report/reproduction.ts';
import { answer, exchangeOf } from '../sample-exchange.ts';

const REVIEW_ID = `rev_${'A'.repeat(26)}`;
const GATE = { run_id: 'run_rk1_2', block_id: 'block_1', evidence: { output: { name: "O'Hara" } } };
const API = 'http://api/v1/workflows/reviews';
const HOSTILE = `a'b"c$(id)\`id\`\\ & ; 'run_rk1_2'`;

function sent(request: Partial<SentRequest>, more: Partial<Exchange> = {}): Exchange {
  const whole = {
    method: 'POST',
    path: '/v1/workflows/reviews/run_rk1_2/block_1/claim',
    ...request,
  };
  return exchangeOf(answer(200, {}), { request: whole, ...more });
}

function linesOf(witness: readonly Exchange[], gateUrl: string | null = '$REVIEW_API_URL/gates') {
  const breakage = { witness, gate: GATE, requirement: 'CAS-1', level: 'MUST' };
  return reproductionOf(breakage as unknown as Breakage, 'CAS-1#1', gateUrl).curl;
}

/** What a shell makes of the words of a line, with `curl` in place of which it prints them. */
function argumentsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const script = [
    `curl() { printf '%s\\0' "$@" '--end--'; }`,
    'REVIEW_ID=$NEW_REVIEW; RUN_ID=$NEW_RUN',
    ...lines.filter((line) => line.startsWith('curl')),
  ].join('\n');
  const environment = {
    PATH: process.env['PATH'],
    REVIEW_API_URL: 'http://api',
    KEY_A: 'sekrit a',
    KEY_B: 'sekrit-b',
    NEW_RUN: 'repro_1',
    NEW_REVIEW: 'rev_new',
  };
  const printed = execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' });
  return printed
    .split('--end--\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

describe('a reproduction', () => {
  test('opens a review of its own and does to it what was done', () => {
    const lines = linesOf([
      sent({ method: 'GET', path: `/v1/workflows/reviews/${REVIEW_ID}` }),
      sent({ body: { version_stamp: 1 } }, { actor: 'B', invokedAt: 3, returnedAt: 4 }),
    ]);
    expect(lines[0]).toBe('RUN_ID=repro_$(date +%s)');
    expect(lines[1]).toMatch(/^REVIEW_ID=\$\(curl .*"\$REVIEW_API_URL\/gates" \| sed .*\)$/);
    expect(argumentsOf(lines)).toEqual([
      ['-s', '-i', '-H', 'Authorization: Bearer sekrit a', `${API}/rev_new`],
      ['-s', '-i', '-X', 'POST', '-H', 'Authorization: Bearer sekrit-b'].concat(
        ['-H', 'Content-Type: application/json', '-d', '{"version_stamp":1}'],
        `${API}/repro_1/block_1/claim`,
      ),
    ]);
  });

  test('quotes whatever was sent', () => {
    const [call] = argumentsOf(linesOf([sent({ body: { note: HOSTILE } })]));
    const data = call?.[call.indexOf('-d') + 1] ?? '';
    expect(JSON.parse(data)).toEqual({ note: HOSTILE.replace('run_rk1_2', 'repro_1') });
    const [raw] = argumentsOf(linesOf([sent({ rawBody: `{"a': $KEY_A` })]));
    expect(raw).toContain(`{"a': $KEY_A`);
  });

  test('puts keys where they stood, and none where none was', () => {
    const keyed = { path: '/x?access_token=$KEY_B', headers: { 'api-key': '$KEY_A' } };
    expect(argumentsOf(linesOf([sent({ method: 'GET', ...keyed })]))).toEqual([
      ['-s', '-i', '-H', 'api-key: sekrit a', 'http://api/x?access_token=sekrit-b'],
    ]);
    const [nobody] = argumentsOf(linesOf([sent({ method: 'GET' }, { actor: null })]));
    expect(nobody?.join(' ')).not.toContain('Authorization');
  });

  test('sends at once what was sent at once, and waits for it', () => {
    const at = (invokedAt: number, returnedAt: number) => sent({}, { invokedAt, returnedAt });
    const lines = linesOf([at(1, 4), at(2, 3), at(5, 6)]);
    const endings = lines.slice(2).map((line) => (line === 'wait' ? line : line.endsWith(' &')));
    expect(endings).toEqual([true, false, 'wait', false]);
    expect(linesOf([at(1, 4), at(2, 3)]).at(-1)).toBe('wait');
    expect(linesOf([at(1, 2), at(3, 4)])).not.toContain('wait');
  });

  test('without gates shows the requests alone', () => {
    const lines = linesOf([sent({})], null);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('run_rk1_2');
  });

  test('names the finding for replay', () => {
    const breakage = { witness: [], requirement: 'CAS-1' } as unknown as Breakage;
    expect(reproductionOf(breakage, 'CAS-1#1', null).replay).toBe(
      `review-kit replay report.json --finding 'CAS-1#1' --url "$REVIEW_API_URL"`,
    );
  });
});
