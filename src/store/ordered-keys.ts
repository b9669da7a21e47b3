import sortedBTree from 'sorted-btree';

// The package is CommonJS: Node hands out its exports, bundlers and test runners its default.
const BTree = sortedBTree.default ?? sortedBTree;

/** Sets up to this size are kept as an array: most runs and steps have one review. */
const ARRAY_SIZE_MAX = 32;

/** Which way to walk. */
export type Direction = 'up' | 'down';

/**
 * A sorted set of text keys, walked from any place in it in either direction.
 *
 * Large sets are B+ trees; small ones are arrays, because a million trees of one key each would
 * cost more memory than the reviews.
 */
export class OrderedKeys {
  #keys: string[] = [];
  #tree: InstanceType<typeof BTree<string, undefined>> | undefined;

  add(key: string): void {
    if (this.#tree) {
      this.#tree.set(key, undefined);
      return;
    }
    const index = this.#indexOf(key);
    if (this.#keys[index] === key) return;
    this.#keys.splice(index, 0, key);
    if (this.#keys.length > ARRAY_SIZE_MAX) this.#grow();
  }

  delete(key: string): void {
    if (this.#tree) {
      this.#tree.delete(key);
      return;
    }
    const index = this.#indexOf(key);
    if (this.#keys[index] === key) this.#keys.splice(index, 1);
  }

  get isEmpty(): boolean {
    return (this.#tree?.size ?? this.#keys.length) === 0;
  }

  /** The keys beyond `from`, which itself is left out; all of them without one. */
  *walk(direction: Direction, from?: string): Generator<string, void, undefined> {
    if (this.#tree) {
      const entries =
        direction === 'up'
          ? this.#tree.entries(from)
          : this.#tree.entriesReversed(from, undefined, true);
      for (const [key] of entries) if (key !== from) yield key;
      return;
    }
    const keys = this.#keys;
    const step = direction === 'up' ? 1 : -1;
    let index = this.#start(direction, from);
    for (let key = keys[index]; key !== undefined; key = keys[(index += step)]) yield key;
  }

  #start(direction: Direction, from: string | undefined): number {
    if (from === undefined) return direction === 'up' ? 0 : this.#keys.length - 1;
    const index = this.#indexOf(from);
    if (direction === 'down') return index - 1;
    return this.#keys[index] === from ? index + 1 : index;
  }

  /** The first place whose key is not before this one. */
  #indexOf(key: string): number {
    const keys = this.#keys;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const tree = new BTree<string, undefined>(undefined, (left, right) =>
      left < right ? -1 : Number(left > right),
    );
    for (const key of this.#keys) tree.set(key, undefined);
    this.#tree = tree;
    this.#keys = [];
  }
}

/**
 * Walks several sets as if they were one.
 *
 * Shape: the walks of sets that share no key, all in the same direction → their keys in order.
 */
export function* mergeWalks(
  walks: readonly Iterator<string>[],
  direction: Direction,
): Generator<string, void, undefined> {
  const heads = walks.map((walk) => ({ walk, key: keyOf(walk) }));
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.key === undefined) continue;
      const isFirst =
        first?.key === undefined ||
        (direction === 'up' ? head.key < first.key : head.key > first.key);
      if (isFirst) first = head;
    }
    if (first?.key === undefined) return;
    yield first.key;
    first.key = keyOf(first.walk);
  }
}

function keyOf(walk: Iterator<string>): string | undefined {
  const next = walk.next();
  return next.done === true ? undefined : next.value;
}
