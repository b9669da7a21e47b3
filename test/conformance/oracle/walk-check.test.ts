import { describe, expect, test } from 'vitest';
import {
  checkWalk,
  type KnownItem,
  type Walk,
  type WalkedPage,
} from '../../../src/conformance/oracle/walk-check.ts';

/** A page from ids such as `b2`: a letter that tells equals apart, and what is sorted by. */
function page(exchange: number, ids: string, cursors: Partial<WalkedPage> = {}): WalkedPage {
  const items = ids
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => ({ id, key: [Number(id.slice(1))], tie: [id] }));
  return { exchange, items, after: null, before: null, ...cursors };
}

/** Two full pages and one that is not, over items created at 1 to 5. */
const PAGES = [
  page(1, 'a1 a2', { after: 'a2' }),
  page(2, 'a3 a4', { after: 'a4', before: 'a3' }),
  page(3, 'a5', { before: 'a5' }),
];

function walk(pages: readonly WalkedPage[], change: Partial<Walk> = {}): Walk {
  return {
    list: 'reviews',
    pages,
    limit: 2,
    order: 'asc',
    startedAt: 10,
    endedAt: 20,
    wasCutShort: false,
    ...change,
  };
}

const ALWAYS = { from: 1, until: null };

function always(...ids: readonly string[]): readonly KnownItem[] {
  return ids.map((id) => ({ id, surely: ALWAYS, possibly: ALWAYS }));
}

const ALL = always('a1', 'a2', 'a3', 'a4', 'a5');

function broken(given: Walk, known: readonly KnownItem[] = ALL): readonly string[] {
  return checkWalk(given, known).map(
    ({ rule, requirement, level, items, witness }) =>
      `${rule} ${requirement} ${level}: ${items.join()} #${witness.join()}`,
  );
}

describe('a page walk', () => {
  test('that shows all there is, once and in order, is right', () => {
    expect(broken(walk(PAGES))).toEqual([]);
    expect(broken(walk([page(1, '')]), [])).toEqual([]);
    const turned = [page(1, 'a5 a4', { after: 'a4' }), page(2, 'a3', { before: 'a3' })];
    expect(broken(walk(turned, { order: 'desc' }), [])).toEqual([]);
  });

  test('LST-4: that leaves out what matched all the while', () => {
    const [verdict] = checkWalk(walk(PAGES.slice(0, 2)), ALL);
    expect(verdict).toEqual({
      rule: 'MISSING',
      requirement: 'LST-4',
      level: 'MUST',
      items: ['a5'],
      witness: [1, 2],
      sentence: 'a5 matched the filter throughout the walk of 2 pages and is on none of them.',
    });
  });

  test.each([
    [10, 20, true],
    [11, 20, false],
    [10, 19, false],
    [1, null, true],
  ])('LST-4: what surely matched from %d until %s must be there: %s', (from, until, isDue) => {
    const known = [{ id: 'b9', surely: { from, until }, possibly: ALWAYS }];
    expect(broken(walk(PAGES), known)).toEqual(isDue ? ['MISSING LST-4 MUST: b9 #1,2,3'] : []);
  });

  test('that was given up says nothing of what it left out', () => {
    expect(broken(walk(PAGES.slice(0, 1), { wasCutShort: true }))).toEqual([]);
  });

  test.each([
    [20, null, false],
    [21, null, true],
    [1, 10, false],
    [1, 9, true],
  ])('LST-1: what possibly matched from %d until %s must not be there: %s', (from, until, is) => {
    const known = [{ id: 'a3', surely: null, possibly: { from, until } }];
    expect(broken(walk(PAGES), known)).toEqual(is ? ['NOT-MATCHING LST-1 MUST: a3 #2'] : []);
  });

  test('LST-1: what never matched must not be there', () => {
    expect(broken(walk(PAGES), [{ id: 'a3', surely: null, possibly: null }])).toEqual([
      'NOT-MATCHING LST-1 MUST: a3 #2',
    ]);
  });

  test('LST-4: that shows an item again on another page', () => {
    const pages = [page(1, 'a1 a2', { after: 'a2' }), page(2, 'a2', { before: 'a2' })];
    expect(broken(walk(pages), [])).toEqual(['TWICE LST-4 MUST: a2 #1,2']);
  });

  test('LST-2: that is out of order across a seam, or within a page', () => {
    const seam = [page(1, 'a1 a3', { after: 'a3' }), page(2, 'a2', { before: 'a2' })];
    expect(broken(walk(seam), [])).toEqual(['ORDER LST-2 MUST: a3,a2 #1,2']);
    expect(checkWalk(walk(seam), [])[0]?.sentence).toBe(
      'a2 (2) comes after a3 (3), against asc order, across a seam between pages.',
    );
    expect(broken(walk([page(1, 'a2 a1')]), [])).toEqual(['ORDER LST-2 MUST: a2,a1 #1']);
    const asc = [page(1, 'a1 a2')];
    expect(broken(walk(asc, { order: 'desc' }), [])).toEqual(['ORDER LST-2 MUST: a1,a2 #1']);
  });

  test('LST-2: equals are ordered by id, which is a SHOULD, and a MUST of the queue', () => {
    const pages = [page(1, 'b1 a1')];
    expect(broken(walk(pages), [])).toEqual(['TIE-ORDER LST-2 SHOULD: b1,a1 #1']);
    expect(broken(walk(pages, { order: 'desc' }), [])).toEqual([]);
    expect(broken(walk(pages, { list: 'queue' }), [])).toEqual(['TIE-ORDER QUE-1 MUST: b1,a1 #1']);
  });

  test('later parts of a key decide when earlier ones are equal', () => {
    const items = [
      { id: 'x', key: [-1, '2026-01-02'], tie: [] },
      { id: 'y', key: [-1, '2026-01-01'], tie: [] },
    ];
    const queue = walk([{ exchange: 1, items, after: undefined, before: undefined }]);
    expect(broken({ ...queue, list: 'queue' }, [])).toEqual(['ORDER QUE-1 MUST: x,y #1']);
  });

  test('LST-2: a page longer than its limit', () => {
    expect(broken(walk([page(1, 'a1 a2 a3')]), [])).toEqual(['PAGE-TOO-LONG LST-2 MUST:  #1']);
  });

  test.each([
    ['after is not the last', page(1, 'a1 a2', { after: 'a1' }), 'its last item is a2'],
    ['before is not the first', page(1, 'a1 a2', { before: 'a2' }), 'its first item is a1'],
    ['after on an empty page', page(1, '', { after: 'a1' }), 'its last item is none'],
    ['before on an empty page', page(1, '', { before: 'a1' }), 'its first item is none'],
    ['before on the first page', page(1, 'a1', { before: 'a1' }), 'is the first'],
  ])('LST-3: %s', (_, first, words) => {
    const given = walk([first]);
    expect(broken(given, [])).toEqual(['CURSOR LST-3 MUST:  #1']);
    expect(checkWalk(given, [])[0]?.sentence).toContain(words);
  });

  test('LST-4: that goes round in circles', () => {
    const pages = [page(1, 'a1', { after: 'a1' }), page(2, 'a1', { after: 'a1', before: 'a1' })];
    expect(broken(walk(pages, { wasCutShort: true }), [])).toEqual([
      'ENDLESS LST-4 MUST:  #1,2',
      'TWICE LST-4 MUST: a1 #1,2',
    ]);
  });

  test('QUE-1: the queue has one requirement for all', () => {
    const queue = walk([page(1, 'a2 a1 a3')], { list: 'queue' });
    expect(broken(queue, always('a9')).map((each) => each.split(' ')[1])).toEqual([
      'QUE-1',
      'QUE-1',
      'QUE-1',
    ]);
  });
});
