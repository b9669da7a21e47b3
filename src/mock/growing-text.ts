/** The items of a list that only grows, written down: of one that did, only what is new is. */
export class GrowingText {
  readonly list: readonly object[];
  /** With commas between them. */
  readonly items: string;

  /** The text of a list, and of the same list before it grew. */
  constructor(list: readonly object[], before?: GrowingText) {
    this.list = list;
    const isContinued = before !== undefined && continues(list, before.list);
    let items = isContinued ? before.items : '';
    for (let index = isContinued ? before.list.length : 0; index < list.length; index += 1) {
      items += `${items && ','}${JSON.stringify(list[index])}`;
    }
    this.items = items;
  }
}

/** Items never change, so that the last one that both have stands for all before it. */
function continues(list: readonly object[], before: readonly object[]): boolean {
  return list === before || list[before.length - 1] === before.at(-1);
}
