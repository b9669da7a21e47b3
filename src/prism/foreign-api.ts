import type { ForeignApi, ForeignMatch } from '../contract/foreign.ts';
import { checkSpec } from './check-spec.ts';
import {
  createForeignOperation,
  type AnswerForeign,
  type MakingOptions,
} from './foreign-operation.ts';
import { createPathRouter, type PathRouter } from './path-router.ts';
import type { SpecFault } from './spec-fault.ts';
import type { PrismOperation } from './spec-operations.ts';

/** A foreign API, served by Prism. */
export interface PrismApi extends ForeignApi {
  /** Every operation, as `GET /pets/{pet_id}`. */
  readonly operations: readonly ForeignRoute[];
}

/** The address of a foreign operation. */
export interface ForeignRoute {
  readonly method: string;
  readonly path: string;
}

/** A foreign API, or why there is none; the faults can be warnings alone. */
export type LoadedSpec =
  | { readonly kind: 'loaded'; readonly api: PrismApi; readonly warnings: readonly SpecFault[] }
  | { readonly kind: 'refused'; readonly errors: readonly SpecFault[] };

/**
 * Reads an OpenAPI document, looks it through for what Prism would pass over, and serves it.
 *
 * Errors: none are thrown; what is wrong comes back, all of it at once.
 * Source: spec/decisions/prism.md.
 */
export async function loadForeignApi(
  document: unknown,
  options: MakingOptions,
): Promise<LoadedSpec> {
  const { operations, faults } = await checkSpec(document);
  const errors = faults.filter(({ kind }) => kind === 'error');
  if (errors.length > 0) return { kind: 'refused', errors };
  const router = createPathRouter<Served>();
  for (const each of operations) {
    const { operation } = each;
    const answer = createForeignOperation(each, options);
    for (const base of basePaths(operation)) {
      router.add(operation.method, base + operation.path, { operation, base, answer });
    }
  }
  const find: PrismApi['find'] = (method, path) => findIn(router, method, path);
  const routes = operations.map(({ operation: { method, path } }) => ({
    method: method.toUpperCase(),
    path,
  }));
  const api: PrismApi = { find, operations: routes };
  return { kind: 'loaded', api, warnings: faults };
}

interface Served {
  readonly operation: PrismOperation;
  readonly base: string;
  readonly answer: AnswerForeign;
}

/** A caller may leave out what the servers put in front of a path, or send it. */
function basePaths({ servers = [] }: PrismOperation): readonly string[] {
  const bases = servers.map(({ url }) => {
    // A variable in it has no value here.
    const address = url.includes('{') ? '/' : url;
    return URL.canParse(address, 'http://server')
      ? new URL(address, 'http://server').pathname
      : '/';
  });
  return [...new Set(['', ...bases.map((base) => base.replace(/\/$/, ''))])];
}

function findIn(
  router: PathRouter<Served>,
  method: string,
  path: string,
): ForeignMatch | undefined {
  const match = router.find(path);
  if (match === undefined) return undefined;
  const name = method.toLowerCase();
  const served = match.values.get(name) ?? (name === 'head' ? match.values.get('get') : undefined);
  if (served === undefined) return { kind: 'other_method', allow: methodsOf(match.values) };
  const { operation, base, answer } = served;
  const inner = path.slice(base.length);
  return {
    kind: 'operation',
    operationId: operation.iid ?? null,
    answer: (request) => answer({ ...request, path: inner, params: match.params }),
  };
}

function methodsOf(values: ReadonlyMap<string, unknown>): readonly string[] {
  const methods = new Set([...values.keys()].map((each) => each.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].toSorted();
}
