import { describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeKeeping } from './keeping-suite.ts';
import { describeLists } from './list-suite.ts';
import { describeQueue } from './queue-suite.ts';

/** Makes an empty store. */
export type CreateStore = () => Store;

/** What every implementation of the Store port has to do. */
export function describeStore(name: string, createStore: CreateStore): void {
  describe.each([name])('%s', () => {
    describe('keeps reviews', () => {
      describeKeeping(createStore);
    });
    describe('lists reviews', () => {
      describeLists(createStore);
    });
    describe('queues reviews', () => {
      describeQueue(createStore);
    });
  });
}
