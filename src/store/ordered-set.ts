import sortedBTree from 'sorted-btree';

// The package is CommonJS: Node hands out its exports, bundlers and test runners its default.
const BTree = sortedBTree.default ?? sortedBTree;

/** Sets up to this size are kept as an array: most runs and steps have one review. */
const ARRAY_SIZE_MAX = 32;

/** Which way to walk. */
export type Direction = 'up' | 'down';

/** Something with a place among others; the key must not change while it is in a set. */
export interface Keyed {
  readonly key: string;
}

/**
 * A set sorted by key, one item to a key, walked from any place in it in either direction.
 *
 * Large sets are B+ trees; small ones are arrays, because a million trees of one item each would
 * cost more memory than the reviews. Walks hand out the items themselves: looking each of them up
 * by its key would cost more than the walk.
 */
export class OrderedSet<Item extends Keyed> {
  #items: Item[] = [];
  #tree: InstanceType<typeof BTree<string, Item>> | undefined;

  add(item: Item): void {
    if (this.#tree) {
      this.#tree.set(item.key, item);
      return;
    }
    const index = this.#indexOf(item.key);
    const isThere = this.#items[index]?.key === item.key;
    this.#items.splice(index, isThere ? 1 : 0, item);
    if (this.#items.length > ARRAY_SIZE_MAX) this.#grow();
  }

  delete(key: string): void {
    if (this.#tree) {
      this.#tree.delete(key);
      return;
    }
    const index = this.#indexOf(key);
    if (this.#items[index]?.key === key) this.#items.splice(index, 1);
  }

  get isEmpty(): boolean {
    return (this.#tree?.size ?? this.#items.length) === 0;
  }

  /** The items beyond the key `from`, which itself is left out; all of them without one. */
  *walk(direction: Direction, from?: string): Generator<Item, void, undefined> {
    if (this.#tree) {
      const entries =
        direction === 'up'
          ? this.#tree.entries(from)
          : this.#tree.entriesReversed(from, undefined, true);
      for (const [key, item] of entries) if (key !== from) yield item;
      return;
    }
    const items = this.#items;
    const step = direction === 'up' ? 1 : -1;
    let index = this.#start(direction, from);
    for (let item = items[index]; item !== undefined; item = items[(index += step)]) yield item;
  }

  #start(direction: Direction, from: string | undefined): number {
    if (from === undefined) return direction === 'up' ? 0 : this.#items.length - 1;
    const index = this.#indexOf(from);
    if (direction === 'down') return index - 1;
    return this.#items[index]?.key === from ? index + 1 : index;
  }

  /** The first place whose key is not before this one. */
  #indexOf(key: string): number {
    const items = this.#items;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((items[middle]?.key ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const tree = new BTree<string, Item>(undefined, (left, right) =>
      left < right ? -1 : Number(left !== right),
    );
    for (const item of this.#items) tree.set(item.key, item);
    this.#tree = tree;
    this.#items = [];
  }
}

/**
 * Walks several sets as if they were one.
 *
 * Shape: the walks of sets that share no key, all in the same direction → their items in order.
 */
export function* mergeWalks<Item extends Keyed>(
  walks: readonly Iterator<Item>[],
  direction: Direction,
): Generator<Item, void, undefined> {
  const heads = walks.map((walk) => ({ walk, item: nextOf(walk) }));
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.item === undefined) continue;
      const isFirst =
        first?.item === undefined ||
        (direction === 'up' ? head.item.key < first.item.key : head.item.key > first.item.key);
      if (isFirst) first = head;
    }
    if (first?.item === undefined) return;
    yield first.item;
    first.item = nextOf(first.walk);
  }
}

function nextOf<Item>(walk: Iterator<Item>): Item | undefined {
  const next = walk.next();
  return next.done === true ? undefined : next.value;
}
