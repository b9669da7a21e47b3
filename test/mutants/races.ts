import { edit, type Mutant } from './mutant.ts';

const STORE = 'src/store/memory-store.ts';
const WORLD = 'src/mock/world.ts';
const STEP = `      const before = tables.find(address);
      const { review: after, result } = step(before);
      if (after !== undefined && after !== before) tables.put(before, after);
      return { before, after, result };`;
const COMMAND =
  'const updated = await store.update(address, (review) => transition(review, asked, env));';
const PAUSE = 'await new Promise((resolve) => { setTimeout(resolve, 2); });';

/** A server that compares before it waits, and applies to whatever is there afterwards. */
const SWAP_LATER = `const seen = await store.find(address);
    ${PAUSE}
    const isCurrent = 'body' in asked && seen !== undefined && asked.body.version_stamp === seen.rev;
    const updated = await store.update(address, (review) => transition(review, isCurrent ? { ...asked, body: { ...asked.body, version_stamp: review.rev } } : asked, env));`;

/** Servers on which concurrent writes do not exclude each other. */
export const RACE_MUTANTS: readonly Mutant[] = [
  {
    id: 'check-then-act',
    requirement: 'CAS-2',
    level: 'MUST',
    breaks: 'Two milliseconds lie between the comparison and the write.',
    edits: [
      edit(
        STORE,
        STEP,
        STEP.replace(
          '      if (after',
          `      if (after !== undefined && before !== undefined) ${PAUSE}\n      if (after`,
        ).replace('tables.put(before, after)', 'tables.put(before && tables.find(address), after)'),
      ),
    ],
  },
  {
    id: 'check-then-act-in-one-turn',
    requirement: 'CAS-2',
    level: 'MUST',
    breaks: 'One turn of the event loop lies between the comparison and the write.',
    edits: [
      edit(
        STORE,
        STEP,
        STEP.replace(
          '      if (after',
          '      if (after !== undefined && before !== undefined) await new Promise((resolve) => { setImmediate(resolve); });\n      if (after',
        ).replace('tables.put(before, after)', 'tables.put(before && tables.find(address), after)'),
      ),
    ],
  },
  {
    id: 'decisions-race',
    requirement: 'CAS-2',
    level: 'MUST',
    breaks: 'Decisions, and no other write, are applied to what was there two milliseconds before.',
    edits: [
      edit(
        WORLD,
        COMMAND,
        `const seen = asked.kind === 'decide' ? await store.find(address) : undefined;
    if (seen) ${PAUSE}
    const updated = await store.update(address, (review) => transition(seen ?? review, asked, env));`,
      ),
    ],
  },
  {
    id: 'stamp-compared-before-queueing',
    requirement: 'CAS-2',
    level: 'MUST',
    breaks: 'Stamps are compared on arrival, and the writes then applied one after the other.',
    edits: [edit(WORLD, COMMAND, SWAP_LATER)],
  },
  {
    id: 'write-in-two-halves',
    requirement: 'CAS-3',
    level: 'MUST',
    breaks: 'For two milliseconds readers see the new `rev` with the old contents.',
    edits: [
      edit(
        STORE,
        STEP,
        `      const before = tables.find(address);
      const { review: after, result } = step(before);
      if (before !== undefined && after !== undefined && after.rev !== before.rev) {
        tables.put(before, { ...before, rev: after.rev });
        ${PAUSE}
        tables.put(tables.find(address), after);
      } else if (after !== undefined && after !== before) tables.put(before, after);
      return { before, after, result };`,
      ),
    ],
  },
  {
    id: 'reads-lag-behind',
    requirement: 'CAS-3',
    level: 'MUST',
    breaks: 'For ten milliseconds after a write readers see the state before it.',
    edits: [
      edit(
        STORE,
        'find: async (address) => tables.find(address),',
        `find: async (address) => {
      const review = tables.find(address);
      const lag = review && tables.replaced.get(review.id);
      return lag && performance.now() - lag.atMs < 10 ? lag.review : review;
    },`,
      ),
      edit(
        STORE,
        'readonly #byId = new Map<string, Slot>();',
        'readonly #byId = new Map<string, Slot>();\n  readonly replaced = new Map();',
      ),
      edit(
        STORE,
        'slot.review = after;',
        'this.replaced.set(after.id, { review: before, atMs: performance.now() });\n      slot.review = after;',
      ),
    ],
  },
  {
    id: 'reads-cached',
    requirement: 'CAS-3',
    level: 'MUST',
    breaks: 'A GET of the overlay answers what an earlier one saw up to 20 milliseconds before.',
    edits: [
      edit(
        'src/mock/overlay-handlers.ts',
        'const review = await call.world.store.find(addressOf(call));',
        `const key = subjectOf(call);
    const cached = CACHE.get(call.world)?.get(key);
    const isFresh = cached !== undefined && performance.now() - cached.atMs < 20;
    const review = isFresh ? cached.review : await call.world.store.find(addressOf(call));
    if (!CACHE.has(call.world)) CACHE.set(call.world, new Map());
    if (!isFresh) CACHE.get(call.world).set(key, { review, atMs: performance.now() });`,
      ),
      edit(
        'src/mock/overlay-handlers.ts',
        'type OverlayOperation =',
        'const CACHE = new WeakMap();\n\ntype OverlayOperation =',
      ),
    ],
  },
  {
    id: 'append-answers-the-state-before',
    requirement: 'CAS-3',
    level: 'MUST',
    breaks: 'An append answers the new `rev` with the versions of before.',
    edits: [
      edit(
        'src/mock/overlay-handlers.ts',
        'const { after, result } = await world.command<',
        'const { before, after: written, result } = await world.command<',
      ),
      edit(
        'src/mock/overlay-handlers.ts',
        '  return result.ok && after\n',
        "  const after = command.kind === 'append' && before && written ? { ...before, rev: written.rev } : written;\n  return result.ok && after\n",
      ),
    ],
  },
];
