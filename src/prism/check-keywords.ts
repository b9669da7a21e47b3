import type { Node } from '../contract/validators.ts';
import { isDraft07 } from './check-document.ts';
import { pointerOf, resolve, stepsOf } from './json-pointer.ts';
import { specError, specWarning, type SpecFault } from './spec-fault.ts';
import { subschemasOf } from './spec-schemas.ts';

const SINCE_DRAFT_07 = [
  'prefixItems',
  'unevaluatedProperties',
  'unevaluatedItems',
  'dependentRequired',
  'dependentSchemas',
  'minContains',
  'maxContains',
  '$dynamicRef',
];

/**
 * Finds keywords that Prism passes over in silence, so that a body which breaks them is taken.
 *
 * Source: spec/decisions/prism.md.
 */
export function checkKeywords(document: Node, pointers: Iterable<string>): readonly SpecFault[] {
  const isOld = isDraft07(document);
  return [...pointers].flatMap((pointer) => {
    const schema = resolve(document, pointer)?.value;
    if (typeof schema !== 'object' || schema === null) return [];
    return [
      ...(isOld ? laterKeywords(schema as Node, pointer) : []),
      ...tagsUnread(schema as Node, pointer),
      ...closedBranches(document, pointer),
    ];
  });
}

/**
 * Finds regular expressions that are none. One of them, anywhere in a body's schema, and Prism takes
 * every body; what compiles schemas names the expression and not its place.
 *
 * Source: spec/decisions/prism.md.
 */
export function checkPatterns(document: Node, pointers: Iterable<string>): readonly SpecFault[] {
  return [...pointers].flatMap((pointer) => {
    const schema = (resolve(document, pointer)?.value ?? {}) as Node;
    const { pattern, patternProperties } = schema;
    const names = Object.keys((patternProperties ?? {}) as Node);
    return [
      ...(typeof pattern === 'string' ? [[pattern, ['pattern']] as const] : []),
      ...names.map((name) => [name, ['patternProperties', name]] as const),
    ]
      .filter(([source]) => !isPattern(source))
      .map(([source, steps]) => {
        const message = `${JSON.stringify(source)} is no regular expression`;
        return specError(pointerOf([...stepsOf(pointer), ...steps]), message);
      });
  });
}

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}

function laterKeywords(schema: Node, pointer: string): readonly SpecFault[] {
  return SINCE_DRAFT_07.filter((keyword) => keyword in schema).map((keyword) =>
    specWarning(within(pointer, keyword), `${keyword} is passed over: here Prism reads draft-07`),
  );
}

function tagsUnread(schema: Node, pointer: string): readonly SpecFault[] {
  if (schema['discriminator'] === undefined) return [];
  const message = 'the discriminator is passed over: a value is tried on every branch';
  return [specWarning(within(pointer, 'discriminator'), message)];
}

/** Prism merges allOf before it validates: what closed a branch then closes the whole. */
function closedBranches(document: Node, pointer: string): readonly SpecFault[] {
  const branches = subschemasOf(document, pointer).filter(({ keyword }) => keyword === 'allOf');
  return branches.flatMap((branch) => {
    const schema = resolve(document, branch.pointer)?.value as Node | boolean | undefined;
    if (typeof schema !== 'object' || schema['additionalProperties'] !== false) return [];
    const message = `it is read as closing all of ${pointer}/allOf together, not this branch`;
    return [specWarning(within(branch.pointer, 'additionalProperties'), message)];
  });
}

function within(pointer: string, keyword: string): string {
  return pointerOf([...stepsOf(pointer), keyword]);
}
