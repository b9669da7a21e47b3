/**
 * What was asked for cannot be: no sequence of commands leads there, or the options contradict each
 * other. The message says why, with the requirement where there is one.
 */
export class ImpossibleRequest extends Error {
  override readonly name = 'ImpossibleRequest';
}
