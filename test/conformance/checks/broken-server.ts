import type { Check } from '../../../src/conformance/check.ts';
import { createReviewContract } from '../../../src/contract/review-contract.ts';
import { createMock, type MockOptions } from '../../../src/mock/mock.ts';
import { loadServer } from '../../mutants/load-mutant.ts';
import type { Edit } from '../../mutants/mutant.ts';
import { breakingReplies, foundIn, judge, type Breaking } from '../judge-server.ts';

/** A server with one rule broken, and the check that must say so at the right level. */
export interface BrokenServer {
  readonly what: string;
  /** The id of one check. */
  readonly by: string;
  /** Such as `RES-3 MUST`; by default the MUST that the check's id begins with. */
  readonly found?: string;
  /** How it is broken: in its source, or in what it answers. */
  readonly edits?: readonly Edit[];
  readonly breaking?: Breaking;
  readonly options?: MockOptions;
}

/** Compiled once: it is the same for every server. */
const contract = createReviewContract();

/** The check that was tried, and whether it caught what is broken; else what it found. */
export async function tryOn(
  checks: readonly Check[],
  { by, found, edits = [], breaking, options = {} }: BrokenServer,
): Promise<readonly unknown[]> {
  const own = checks.filter(({ id }) => id === by);
  const server = await loadServer(edits, options);
  const fetch = breaking === undefined ? server.fetch : breakingReplies(server.fetch, breaking);
  const foundHere = foundIn(await judge(fetch, own, { contract }));
  const wanted = found ?? `${by.slice(0, by.indexOf('/'))} MUST`;
  return [own.map(({ id }) => id), foundHere.includes(wanted) ? 'caught' : foundHere];
}

/** What `tryOn` answers when all is well. */
export function caughtBy({ by }: BrokenServer): readonly unknown[] {
  return [[by], 'caught'];
}

/** Whatever checks say of the mock that is not a pass of these ids. */
export async function complaints(
  checks: readonly Check[],
  ids: readonly string[],
  policies: NonNullable<MockOptions['policies']> = {},
): Promise<readonly string[]> {
  const mock = await createMock({ policies });
  const report = await judge(mock.fetch, checks, { contract });
  const open = report.requirements.filter(
    ({ id, status }) => status === 'inconclusive' || (ids.includes(id) && status !== 'pass'),
  );
  return [...foundIn(report), ...open.map(({ id, status }) => `${id} ${status}`)];
}

/** The requirements of which a smoke run has no check. */
export function withoutSmoke(checks: readonly Check[], ids: readonly string[]): readonly string[] {
  const smoke = checks.filter(({ from }) => from === undefined).map(({ id }) => id);
  return ids.filter((area) => !smoke.some((id) => id.startsWith(`${area}/`)));
}

/** The ids that two checks have. */
export function doubledIds(checks: readonly Check[]): readonly string[] {
  const ids = checks.map(({ id }) => id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}
