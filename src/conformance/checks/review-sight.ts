import type { WorkflowReview, WorkflowReviewVersion } from '../../contract/wire.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { recordIn, reviewIn } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { LASTING_PARTS, stateIn, type ReviewState } from './review-state.ts';

/** What the judged surfaces showed of one review at one moment; undefined where one is not judged. */
export interface Sight {
  /** The exchanges that showed the three. */
  readonly proof: Readonly<Record<'overlay' | 'review' | 'versions', Exchange | undefined>>;
  readonly overlay: ReviewState | undefined;
  readonly review: WorkflowReview | undefined;
  readonly versions: readonly WorkflowReviewVersion[] | undefined;
}

/** The longest page there is, so that one request shows every version. Source: LST-2. */
const ALL = { limit: 200 } as const;

/** Reads a review on every judged surface; only while nobody writes is that one moment. */
export async function see({ a, surfaces }: Trial, review: Subject): Promise<Sight> {
  const read = surfaces.includes('overlay') ? await a.read(review) : undefined;
  const isResource = surfaces.includes('resource');
  const shown = isResource ? await a.show(review) : undefined;
  const listed = isResource ? await a.versions(review, ALL) : undefined;
  return {
    proof: { overlay: read, review: shown, versions: listed },
    overlay: read && stateIn(read),
    review: shown && reviewIn(shown),
    versions: listed && versionsIn(listed),
  };
}

/** The versions in a list; throws Inconclusive when the reply holds none. */
export function versionsIn(exchange: Exchange): readonly WorkflowReviewVersion[] {
  return dataIn(exchange) as readonly WorkflowReviewVersion[];
}

/** The items of a list; throws Inconclusive when the reply holds none. */
export function dataIn(exchange: Exchange): readonly unknown[] {
  const { data } = recordIn(exchange);
  if (Array.isArray(data)) return data;
  throw new Inconclusive(`${exchange.operation ?? 'a list'} answered no data`);
}

/**
 * The same without what is null: the document lets a server leave that out, here or there.
 *
 * Shape: any JSON value → one to compare, not to show.
 */
export function withoutNulls(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value, (_, member: unknown) => member ?? undefined));
}

/** Two sights of a review and what was done between them. */
export interface Sighted {
  readonly before: Sight;
  readonly by: Exchange | readonly Exchange[];
  readonly after: Sight;
  /** Ends "rev …", such as "after a refused create_review_version". */
  readonly when: string;
}

/**
 * Judges, as a MUST, that nothing changed on any judged surface.
 *
 * Source: the sentence that is given.
 */
export function expectSame(trial: Trial, requirement: string, sighted: Sighted): void {
  const { before, by, after, when } = sighted;
  const acts = Array.isArray(by) ? by : [by as Exchange];
  const equal = (kind: keyof Sight['proof'], what: string, look: (sight: Sight) => unknown) =>
    trial.must.equal(
      requirement,
      [before.proof[kind], ...acts, after.proof[kind]].filter((each) => each !== undefined),
      { what: `${what} ${when}`, got: look(after) ?? null, expected: look(before) ?? null },
    );
  for (const part of LASTING_PARTS) {
    if (!equal('overlay', part, ({ overlay }) => overlay?.[part])) return;
  }
  equal('overlay', 'the audit', auditOf);
  equal('review', 'the review', ({ review }) => review);
  equal('versions', 'the list of versions', ({ versions }) => versions);
}

/** Without the stale writes, which are noted though refused. Source: CAS-4. */
function auditOf({ overlay }: Sight): readonly unknown[] {
  return (overlay?.audit ?? []).filter((entry) => entry.action !== 'stale_write_rejected');
}
