import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { IHttpOperation } from '@stoplight/types';
import type { Node } from '../contract/validators.ts';
import { withDialect } from './check-document.ts';

/** An operation as Prism's validators and its mocker want it. */
export type PrismOperation = IHttpOperation & {
  /** What recursive schemas refer to by `#/__bundled__/NAME`. */
  readonly __bundled__?: Readonly<Record<string, unknown>>;
};

/**
 * Reads the operations of a document; the document stays as it is.
 *
 * Callbacks are left out: Prism would send requests to wherever a caller's body says.
 *
 * Errors: rejects with Prism's own words when the document is none.
 * Source: spec/decisions/prism.md.
 */
export async function prismOperations(document: Node): Promise<readonly PrismOperation[]> {
  // Prism puts what references name in their place, in the object it is given.
  const own = structuredClone(withDialect(document));
  const operations = (await getHttpOperationsFromSpec(own)) as readonly PrismOperation[];
  return operations.map(({ callbacks: _callbacks, ...operation }) => operation);
}
