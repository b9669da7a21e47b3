import type { Surface } from '../../contract/operations.ts';
import { isSameJson } from '../execute/judge.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, declaredBodyOf, findOverlay, isRecord, shown, statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectUnchanged } from './unchanged.ts';

const ERROR_MIN = 400;
const SERVER_ERROR_MIN = 500;

/** All that a review shows, read before a request. */
export interface Footprint {
  readonly review: Subject;
  /** The overlay, where that surface is judged. */
  readonly overlay: Exchange | undefined;
  readonly others: readonly Exchange[];
}

/** Reads all that a review shows on some surfaces, those of the run by default. */
export async function footprintOf(
  trial: Trial,
  review: Subject,
  surfaces: readonly Surface[] = trial.surfaces,
): Promise<Footprint> {
  const overlay = surfaces.includes('overlay') ? await trial.a.read(review) : undefined;
  const others: Exchange[] = [];
  if (surfaces.includes('resource')) {
    others.push(await trial.a.show(review), await trial.a.versions(review));
  }
  if (surfaces.includes('agent')) others.push(await trial.a.hilDecision(review));
  return { review, overlay, others };
}

/** The one surface that tells the most, for checks of many cases. */
export function tellingSurface(trial: Trial, own: Surface): readonly Surface[] {
  return trial.surfaces.includes('overlay') ? ['overlay'] : [own];
}

/**
 * Reads a review again after a refused request, and judges that nothing changed on any surface.
 *
 * Shape: hands back what it shows now, for the next case.
 * Source: ERR-2, CAS-4; AUTH-1 for who has no credentials.
 */
export async function expectNoTrace(
  trial: Trial,
  before: Footprint & { readonly requirement?: string },
  refused: Exchange,
): Promise<Footprint> {
  const { review } = before;
  const { requirement = 'ERR-2' } = before;
  const isRefused = isRefusal(refused);
  let overlay = before.overlay;
  if (overlay !== undefined && isRefused) {
    const isReadable = findOverlay(overlay) !== undefined;
    const refusal = { read: overlay, refused, requirement };
    overlay = (isReadable ? await expectUnchanged(trial, review, refusal) : undefined) ?? overlay;
  } else if (overlay !== undefined) {
    overlay = await trial.a.read(review);
  }
  const surfaces = [...new Set(before.others.map(surfaceRead))];
  const { others } = await footprintOf(trial, review, surfaces);
  if (isRefused)
    expectSameReplies(trial, requirement, { before: before.others, after: others, refused });
  return { review, overlay, others };
}

/** Whether a request was refused: answered, neither carried out nor failed. */
export function isRefusal(exchange: Exchange): boolean {
  const status = statusOf(exchange) ?? 0;
  return status >= ERROR_MIN && status < SERVER_ERROR_MIN;
}

/** Units: the `rev` of a footprint; 0 where it shows none. */
export function revIn({ overlay }: Footprint): number {
  const found = overlay === undefined ? undefined : findOverlay(overlay);
  return found?.rev ?? 0;
}

interface Compared {
  readonly before: readonly Exchange[];
  readonly after: readonly Exchange[];
  readonly refused: Exchange;
}

function expectSameReplies(
  trial: Trial,
  requirement: string,
  { before, after, refused }: Compared,
): void {
  for (const [index, earlier] of before.entries()) {
    const later = after[index];
    if (later === undefined || statusOf(later) === undefined) continue;
    const isSame =
      statusOf(later) === statusOf(earlier) &&
      isSameJson(withoutNulls(declaredBodyOf(later)), withoutNulls(declaredBodyOf(earlier)));
    trial.must.holds(requirement, isSame, () => ({
      sentence: `${later.operation} shows another state after ${nameOf(refused)} was refused`,
      expected: shown(bodyOf(earlier)),
      got: shown(bodyOf(later)),
      witness: [earlier, refused, later],
    }));
  }
}

function surfaceRead({ operation }: Exchange): Surface {
  return operation === 'get_hil_decision' ? 'agent' : 'resource';
}

function nameOf({ operation, request }: Exchange): string {
  return operation ?? request.method;
}

/** A member that is null says the same as one that is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}
