import { createMemoryStore } from '../../src/store/memory-store.ts';
import { describeStore } from './store-suite.ts';

describeStore('the memory store', createMemoryStore);
