/** More than a call can be given as arguments. */
const PIECES = 150_000;

/** A body that comes in a great many pieces of one byte, and what it is as a whole. */
export function bodyInManyPieces(): {
  readonly body: ReadableStream<Uint8Array>;
  readonly bytes: Uint8Array;
} {
  const bytes = Uint8Array.from({ length: PIECES }, (_, place) => place % 251);
  let place = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (place === PIECES) return controller.close();
      controller.enqueue(bytes.slice(place, place + 1));
      place += 1;
    },
  });
  return { body, bytes };
}
