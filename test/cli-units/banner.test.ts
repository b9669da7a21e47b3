import { describe, expect, test } from 'vitest';
import { bannerOf, type BannerFacts } from '../../src/cli/banner.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';

const FACTS: BannerFacts = {
  url: 'http://127.0.0.1:4010',
  controlUrl: 'http://127.0.0.1:4010',
  hasInspector: true,
  scenario: 'seeds',
  scenarioLabel: 'seeds',
  reviewCount: 1,
  seed: '17',
  clock: 'real',
  controlToken: undefined,
  key: 'k',
  isOpenToOthers: false,
};

/** The commands under `Try:`. */
function commandsIn(banner: string): readonly string[] {
  return banner.split('\n').filter((line) => line.startsWith('  curl '));
}

describe('the banner', () => {
  test('says where the mock is, what is in it and how to stop it', () => {
    const lines = bannerOf(FACTS).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'review-kit mock is up at http://127.0.0.1:4010',
      '  scenario seeds (1 review) · seed 17 · clock real',
      '  control http://127.0.0.1:4010/__control',
      '  inspector http://127.0.0.1:4010/__control/ui',
    ]);
    expect(lines.at(-1)).toBe('Stop with Ctrl-C.');
  });

  test('counts reviews', () => {
    expect(bannerOf({ ...FACTS, reviewCount: 0 })).toContain('(0 reviews)');
    expect(bannerOf({ ...FACTS, reviewCount: 60 })).toContain('(60 reviews)');
  });

  test('says that control is off, or where else it is', () => {
    expect(bannerOf({ ...FACTS, controlUrl: undefined })).toContain('\n  control off\n');
    expect(bannerOf({ ...FACTS, controlUrl: 'http://127.0.0.1:9' })).toContain(
      '\n  control http://127.0.0.1:9/__control\n',
    );
  });

  test('names the inspector only where there is one', () => {
    expect(bannerOf({ ...FACTS, hasInspector: false })).not.toContain('inspector');
    expect(bannerOf({ ...FACTS, controlUrl: undefined })).not.toContain('inspector');
  });

  test('warns when others could control the mock, and only then', () => {
    expect(bannerOf({ ...FACTS, isOpenToOthers: true })).toMatch(/WARNING.*--control-token/);
    expect(bannerOf(FACTS)).not.toContain('WARNING');
  });

  test('reads and claims the review of the seeds, at the rev it has', async () => {
    const [review] = SCENARIOS.seeds().reviews;
    const [read, claim] = commandsIn(bannerOf(FACTS));
    const overlay = `${FACTS.url}/v1/workflows/reviews/${review?.run_id}/${review?.block_id}`;
    expect(read).toBe(`  curl -s -H 'Api-Key: k' ${overlay}`);
    expect(claim).toContain(`-d '{"version_stamp":${review?.rev}}' ${overlay}/claim`);
    expect(claim).toContain("-H 'Content-Type: application/json'");
  });

  test('fires a gate where there is nothing yet', () => {
    const empty = { ...FACTS, scenario: 'empty', scenarioLabel: 'empty' } as const;
    const [gate, list] = commandsIn(bannerOf(empty));
    const [, body = ''] = /-d '(.*)' http/.exec(gate ?? '') ?? [];
    expect(JSON.parse(body)).toMatchObject({
      block_type: 'extract',
      predicate: { kind: 'always' },
    });
    expect(gate).toContain('http://127.0.0.1:4010/__control/gates');
    expect(list).toMatch(/\/v1\/workflows\/reviews$/);
  });

  test.each([
    ['inbox', FACTS.controlUrl],
    [undefined, FACTS.controlUrl],
    ['empty', undefined],
  ] as const)('lists and queues otherwise: %s, control at %s', (scenario, controlUrl) => {
    const commands = commandsIn(bannerOf({ ...FACTS, scenario, controlUrl }));
    expect(commands).toHaveLength(2);
    expect(commands[0]).toContain('/v1/workflows/reviews?limit=5');
    expect(commands[1]).toContain('/v1/workflows/reviews?status=awaiting_review');
  });

  test('uses the key that works', () => {
    for (const scenario of ['seeds', 'inbox', 'empty'] as const) {
      for (const command of commandsIn(bannerOf({ ...FACTS, scenario, key: 'dana' }))) {
        expect(command).toContain("-H 'Api-Key: dana'");
      }
    }
  });
});
