import { createMock, type Mock } from '../../src/mock/mock.ts';
import { createTestSpace } from '../../src/testing/test-space.ts';
import { markdownTable, shown, type Row } from './statistics.ts';

/** What a test leaves in a namespace that nobody asks any more. */
const IDLE: Readonly<Record<string, (mock: Mock, name: string) => Promise<unknown>>> = {
  'named, nothing in it': async (mock, name) => spaceOf(mock, name).clock.read(),
  'one review, read and approved': async (mock, name) => {
    const space = spaceOf(mock, name);
    const review = await space.openReview();
    await space.asActor('dana').approve(review);
  },
};

/** Memory of idle namespaces: the heap after garbage collection, with none and with `count`. */
export async function benchNamespaces(count: number): Promise<string> {
  const rows: Row[] = [];
  for (const [state, use] of Object.entries(IDLE)) rows.push(await rowOf(state, use, count));
  return markdownTable(rows);
}

async function rowOf(
  state: string,
  use: (mock: Mock, name: string) => Promise<unknown>,
  count: number,
): Promise<Row> {
  const mock = await createMock({ seed: 'namespaces' });
  // The first requests compile schemas and fill caches that all namespaces share.
  await use(mock, 'warm-up');
  await mock.control(new Request('http://mock/__control/namespaces/warm-up', { method: 'DELETE' }));
  const before = await heapUsed();
  for (let place = 0; place < count; place += 1) await use(mock, `idle-${place}`);
  const after = await heapUsed();
  const names = await mock.control(new Request('http://mock/__control/namespaces'));
  const { namespaces } = (await names.json()) as { readonly namespaces: readonly string[] };
  if (namespaces.length !== count) throw new Error(`${namespaces.length} namespaces are in use`);
  mock.close();
  return {
    'each namespace': state,
    'heap MB, none': shown(before / 1_000_000),
    [`heap MB, ${count.toLocaleString('en')}`]: shown(after / 1_000_000),
    'bytes each': shown((after - before) / count),
  };
}

function spaceOf(mock: Mock, name: string) {
  return createTestSpace({ fetch: mock.fetch, url: 'http://mock', name });
}

/** Twice, with a turn between: what a finalizer lets go is collected by the second. */
async function heapUsed(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('Run it with --expose-gc.');
  globalThis.gc();
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
