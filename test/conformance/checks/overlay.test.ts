import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/conformance/check.ts';
import { OVERLAY_CHECKS } from '../../../src/conformance/checks/all-overlay-checks.ts';
import { REOPEN_CHECKS } from '../../../src/conformance/checks/reopen-checks.ts';
import { TIME_CHECKS } from '../../../src/conformance/checks/time-checks.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { loadServer } from '../../mutants/load-mutant.ts';
import { edit, type Edit } from '../../mutants/mutant.ts';
import { MUTANTS } from '../../mutants/mutants.ts';
import { foundIn, judge } from '../judge-server.ts';
import { OVERLAY_TABLES } from './overlay-tables.ts';

const REQUIREMENTS = new Set([
  ...numbered('REV', 9),
  'RUN-1',
  'CAS-1',
  'CAS-4',
  ...numbered('CLM', 4),
  ...numbered('VER', 2),
  ...numbered('DEC', 5),
  ...numbered('IDM', 5),
]);

describe('the mock', () => {
  test.each(['smoke', 'ci'] as const)(
    'passes every requirement of the overlay in %s',
    async (mode) => {
      const mock = await createMock({});
      const report = await judge(mock.fetch, OVERLAY_CHECKS, { mode });
      expect(foundIn(report)).toEqual([]);
      const open = report.requirements.filter(
        ({ id, status }) => REQUIREMENTS.has(id) && status !== 'pass',
      );
      expect(open).toEqual([]);
      expect(report.requirements.filter(({ status }) => status === 'inconclusive')).toEqual([]);
    },
    60_000,
  );

  test('is judged by checks with names of their own', () => {
    const ids = OVERLAY_CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(OVERLAY_TABLES)('the checks of %s', (_name, checks, mutants) => {
  test.each(mutants)(
    'catch %s',
    async (id) => {
      const mutant = MUTANTS.find((each) => each.id === id);
      if (mutant === undefined) throw new Error(`no mutant is called ${id}`);
      const found = await findingsOn(mutant.edits, checks);
      expect(found).toContain(`${mutant.requirement} ${mutant.level}`);
    },
    30_000,
  );
});

const REOPEN = 'src/domain/reopen.ts';
const SUPERSEDES = 'supersedes_decision_id: review.decisions.at(-1)?.decision_id ?? null,';

/** Broken in ways that only a reopened review shows, and where no mutant is. */
const REOPENED: readonly (readonly [string, Edit, string])[] = [
  ['what was decided is forgotten', forget('decisions'), 'REV-5 MUST'],
  ['earlier commands are forgotten', forget('commands'), 'DEC-5 SHOULD'],
  [
    'a decision supersedes nothing',
    edit('src/domain/write.ts', SUPERSEDES, 'supersedes_decision_id: null,'),
    'DEC-5 SHOULD',
  ],
  ['decided_at stays', edit(REOPEN, 'decided_at: null,', ''), 'DEC-5 SHOULD'],
  ['effective_seq stays', edit(REOPEN, 'effective_seq: null,', ''), 'REV-4 MUST'],
  [
    'reopening is not audited',
    edit(REOPEN, "acts: [{ action: 'reopened', detail }]", 'acts: []'),
    'REV-8 MUST',
  ],
];

describe('the checks of reopened reviews', () => {
  test.each(REOPENED)('catch that %s', async (_name, broken, finding) => {
    expect(await findingsOn([broken], REOPEN_CHECKS)).toContain(finding);
  });

  test('catch that a reopened review awaits since it was opened', async () => {
    const broken = edit(REOPEN, 'awaiting_since: instantOf(review, env.now),', '');
    expect(await findingsOn([broken], TIME_CHECKS)).toContain('DEC-5 SHOULD');
  });
});

async function findingsOn(
  edits: readonly Edit[],
  checks: readonly Check[],
): Promise<readonly string[]> {
  const server = await loadServer(edits);
  const report = await judge(server.fetch, checks);
  server.close();
  return foundIn(report);
}

function forget(list: string): Edit {
  return edit(REOPEN, 'decided_at: null,', `decided_at: null,\n    ${list}: [],`);
}

function numbered(area: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${area}-${index + 1}`);
}
