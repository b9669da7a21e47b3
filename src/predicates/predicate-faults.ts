import { compilePattern } from '../contract/pattern.ts';
import { fault, FAULTS_MAX, type FieldFault, type FieldLocation } from '../contract/problems.ts';
import type { BlockType, JsonObject, Predicate } from '../contract/wire.ts';
import { isObject } from './evidence.ts';
import { isOperator, OPERATOR_NAMES, OPERATORS } from './operators.ts';
import { parsePath } from './paths.ts';

/** How deep predicates may nest. Source: LIM-1. */
export const PREDICATE_DEPTH_MAX = 64;

/** How many predicates one may be made of. */
export const PREDICATE_NODES_MAX = 10_000;

const ANY_BLOCK: readonly BlockType[] = [
  'extract',
  'classifier',
  'split',
  'for_each',
  'conditional',
];

/** The block types that can have each kind. Source: PRD-5, the table of kinds. */
export const BLOCK_TYPES_OF: Readonly<Record<Predicate['kind'], readonly BlockType[]>> = {
  always: ANY_BLOCK,
  validation_failed: ANY_BLOCK,
  confidence_lt: ['extract', 'classifier'],
  field_confidence_lt: ['extract'],
  any_required_field_null: ['extract'],
  category_in: ['classifier'],
  top_margin_lt: ['classifier'],
  split_count_neq: ['split', 'for_each'],
  any_split_pages_lt: ['split', 'for_each'],
  boundary_confidence_lt: ['split', 'for_each'],
  any_pages_unassigned: ['for_each'],
  json_condition: ANY_BLOCK,
  branch_in: ['conditional'],
  any_of: ANY_BLOCK,
  all_of: ANY_BLOCK,
};

/** A predicate and where in the request it stands. */
interface Node {
  readonly predicate: Predicate;
  readonly at: FieldLocation;
}

/**
 * What is wrong with a predicate for gates of a block type, beyond what its schema says: a kind
 * that the block type cannot have, a condition that cannot be evaluated, more of it than is taken.
 *
 * Walks level by level: a hostile predicate costs no stack.
 *
 * Source: PRD-5, PRD-3, LIM-1.
 */
export function predicateFaults(
  predicate: Predicate,
  blockType: BlockType,
  at: FieldLocation,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  let level: readonly Node[] = [{ predicate, at }];
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > PREDICATE_DEPTH_MAX || count > PREDICATE_NODES_MAX) return [tooMuch(at)];
    for (const node of level) {
      if (faults.length >= FAULTS_MAX) return faults;
      faults.push(...nodeFaults(node, blockType));
    }
    level = level.flatMap(childrenOf);
  }
  return faults;
}

function tooMuch(at: FieldLocation): FieldFault {
  const msg = `At most ${PREDICATE_DEPTH_MAX} levels and ${PREDICATE_NODES_MAX} predicates are taken`;
  return fault(at, ['recursion_limit', msg]);
}

function childrenOf({ predicate, at }: Node): readonly Node[] {
  if (predicate.kind !== 'any_of' && predicate.kind !== 'all_of') return [];
  return predicate.predicates.map((child, index) => ({
    predicate: child,
    at: [...at, 'predicates', index],
  }));
}

function nodeFaults({ predicate, at }: Node, blockType: BlockType): readonly FieldFault[] {
  const possible = BLOCK_TYPES_OF[predicate.kind];
  if (!possible.includes(blockType)) {
    const msg = `${predicate.kind} is for ${possible.join(', ')} blocks, not for ${blockType}`;
    return [fault([...at, 'kind'], ['value_error', msg])];
  }
  switch (predicate.kind) {
    case 'json_condition':
      return conditionFaults(predicate.condition, [...at, 'condition']);
    case 'field_confidence_lt':
      return parsePath(predicate.path) ? [] : [noPath([...at, 'path'])];
    default:
      return [];
  }
}

function noPath(at: FieldLocation): FieldFault {
  return fault(at, ['value_error', 'Not a path such as invoice.lines[0].total']);
}

function conditionFaults(condition: unknown, at: FieldLocation): readonly FieldFault[] {
  const { logical_operator: operator, sub_conditions: subs } = isObject(condition) ? condition : {};
  const faults: FieldFault[] = [];
  if (operator !== undefined && operator !== 'and' && operator !== 'or') {
    faults.push(
      fault([...at, 'logical_operator'], ['literal_error', "Input should be 'and' or 'or'"]),
    );
  }
  const place = [...at, 'sub_conditions'];
  if (subs === undefined) return [...faults, fault(place, ['missing', 'Field required'])];
  if (!Array.isArray(subs)) {
    return [...faults, fault(place, ['list_type', 'Input should be a valid list'])];
  }
  if (subs.length === 0) {
    faults.push(fault(place, ['too_short', 'List should have at least 1 item']));
  }
  for (const [index, sub] of subs.entries()) {
    if (faults.length >= FAULTS_MAX) break;
    faults.push(...subFaults(sub, [...place, index]));
  }
  return faults;
}

function subFaults(sub: unknown, at: FieldLocation): readonly FieldFault[] {
  if (!isObject(sub)) return [fault(at, ['dict_type', 'Input should be a valid dictionary'])];
  const { operator, value } = sub;
  const faults = [...pathFaults(sub, at)];
  if (!isOperator(operator)) {
    const type = operator === undefined ? 'missing' : 'literal_error';
    const msg =
      operator === undefined ? 'Field required' : `Not one of ${OPERATOR_NAMES.join(', ')}`;
    return [...faults, fault([...at, 'operator'], [type, msg])];
  }
  if (OPERATORS[operator].needsOperand && value === undefined) {
    faults.push(fault([...at, 'value'], ['missing', `Field required: ${operator} needs it`]));
  }
  if (operator === 'matches_regex' && typeof value === 'string') {
    const result = compilePattern(value);
    if (!result.ok) faults.push(fault([...at, 'value'], ['value_error', result.message]));
  }
  return faults;
}

function pathFaults({ path, path_ref: ref }: JsonObject, at: FieldLocation): readonly FieldFault[] {
  if ((path === undefined) === (ref === undefined)) {
    return [fault(at, ['value_error', 'Send one of path and path_ref'])];
  }
  if (ref === undefined) return textPathFaults(path, [...at, 'path']);
  const place = [...at, 'path_ref'];
  if (!isObject(ref)) return [fault(place, ['dict_type', 'Input should be a valid dictionary'])];
  const isInputText = ref['input'] === undefined || typeof ref['input'] === 'string';
  const inputFaults = isInputText
    ? []
    : [fault([...place, 'input'], ['string_type', 'Input should be a valid string'])];
  const faults = [...inputFaults, ...textPathFaults(ref['path'], [...place, 'path'])];
  const { input, path: inner } = ref;
  const whole = typeof input === 'string' ? `${input}.${String(inner)}` : '$';
  return faults.length > 0 || parsePath(whole) ? faults : [noPath([...place, 'input'])];
}

function textPathFaults(path: unknown, at: FieldLocation): readonly FieldFault[] {
  if (path === undefined) return [fault(at, ['missing', 'Field required'])];
  if (typeof path !== 'string')
    return [fault(at, ['string_type', 'Input should be a valid string'])];
  return path !== '' && parsePath(path) ? [] : [noPath(at)];
}
