/** What each area of the catalogue is about, in the catalogue's order. Source: spec/requirements/. */
const AREA_NAMES: Readonly<Record<string, string>> = {
  AUTH: 'Credentials',
  ERR: 'Errors',
  SCH: 'Schemas',
  LIM: 'Limits',
  TIME: 'Timestamps',
  REV: 'The review',
  RUN: 'The run',
  CAS: 'Compare-and-swap',
  CLM: 'Claims',
  VER: 'Versions',
  DEC: 'Decisions',
  IDM: 'Idempotency',
  QUE: 'The overlay queue',
  RES: 'The resource surface',
  LST: 'Lists and paging',
  X: 'One state, three surfaces',
  AGT: 'Agents',
  HIL: 'Decisions by run and block',
  PRD: 'Predicates and gates',
};

/** The areas in the contract's order. */
export const AREAS: readonly string[] = Object.keys(AREA_NAMES);

/** The area of a requirement: what stands before the last hyphen of its id. */
export function areaOf(id: string): string {
  return id.replace(/-\d+$/, '');
}

/** What an area is about; an area that is new here is called by its letters. */
export function areaName(area: string): string {
  return AREA_NAMES[area] ?? area;
}

/** Groups what has an id by area, in the contract's order; areas without any are left out. */
export function byArea<Item extends { readonly id: string }>(
  items: readonly Item[],
): readonly (readonly [area: string, items: readonly Item[]])[] {
  const found = new Set(items.map(({ id }) => areaOf(id)));
  const known = AREAS.filter((area) => found.has(area));
  const others = [...found].filter((area) => !AREAS.includes(area));
  return [...known, ...others].map((area) => [
    area,
    items.filter(({ id }) => areaOf(id) === area).toSorted(byNumber),
  ]);
}

function byNumber(left: { readonly id: string }, right: { readonly id: string }): number {
  return numberOf(left.id) - numberOf(right.id);
}

function numberOf(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}
