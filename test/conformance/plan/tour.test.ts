import { describe, expect, test } from 'vitest';
import { MOVES } from '../../../src/conformance/plan/moves.ts';
import { findStops, tourData, tourSteps } from '../../../src/conformance/plan/tour.ts';

const STOPS = findStops();
const namesOf = (stops: typeof STOPS) => stops.map(({ name }) => name);

describe('the tour', () => {
  test('stops in every kind of state that a review can be in', () => {
    const names = namesOf(STOPS);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'awaiting_review',
        'awaiting_review, claimed by a',
        'awaiting_review, claimed by b',
        'awaiting_review, edited',
        'awaiting_review, edited, after a command to append',
        'approved',
        'approved, edited',
        'approved, after a command to decide',
        'rejected',
        'rejected, after a command to decide',
        'reopened',
        'reopened, claimed by b',
        'reopened, edited, after a command to append',
      ]),
    );
    // A decision clears a claim, so no decided review is claimed. Source: DEC-4.
    expect(names.filter((name) => /^(approved|rejected).*claimed/.test(name))).toEqual([]);
  });

  test('goes the shortest way: each stop is one step from another', () => {
    expect(STOPS[0]).toMatchObject({ name: 'awaiting_review', path: [] });
    const lengths = STOPS.map(({ path }) => path.length);
    expect(lengths).toEqual(lengths.toSorted((left, right) => left - right));
    const ways = new Set(STOPS.map(({ path }) => JSON.stringify(path)));
    for (const { path } of STOPS.slice(1))
      expect(ways).toContain(JSON.stringify(path.slice(0, -1)));
  });

  test('knows which stops only a rig leads to', () => {
    const reopened = STOPS.filter(({ needsReopen }) => needsReopen);
    expect(reopened.length).toBeGreaterThan(0);
    expect(namesOf(reopened)).toEqual(namesOf(STOPS).filter((name) => name.startsWith('reopened')));
  });

  test('is the same every time', () => {
    expect(JSON.stringify(findStops())).toBe(JSON.stringify(STOPS));
  });

  test('makes every move, some by both', () => {
    const steps = tourSteps(MOVES.overlay);
    const by = (actor: string) =>
      steps.filter((step) => step.actor === actor).map(({ move }) => move.name);
    expect(by('a')).toEqual(MOVES.overlay.map(({ name }) => name));
    expect(by('b')).toEqual(
      expect.arrayContaining(['claim/fresh', 'append/fresh', 'decide/repeat']),
    );
  });

  test('uses no data twice', () => {
    let count = 0;
    const data = [0, 1, 2].map((index) => tourData(index, (prefix) => `${prefix}_${(count += 1)}`));
    for (const member of ['snapshot', 'note', 'commandId', 'ttlSeconds'] as const) {
      expect(new Set(data.map((each) => JSON.stringify(each[member]))).size).toBe(3);
    }
  });
});
