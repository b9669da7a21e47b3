import { parseDateOrInstant } from '../../contract/instant.ts';
import type { JsonObject, Predicate } from '../../contract/wire.ts';
import { aggregate, numbersIn } from '../../predicates/numbers.ts';
import { shiftDay } from '../calendar.ts';
import type { DocumentContent, DocumentKind } from '../documents/document.ts';
import { pathText, valueAt, type Path } from '../slip.ts';
import { likelihoodTree } from './likelihood-tree.ts';
import {
  condition,
  thresholdAbove,
  type OutputFacts,
  type Probe,
  type Subject,
  type SubjectSetting,
} from './subject.ts';

/** What an extract block has beside its content. */
export type ExtractBlock = Pick<DocumentKind, 'block' | 'workflow' | 'schema' | 'watched'>;

/** A document that an extract block reads. */
export function documentSubject(kind: DocumentKind, setting: SubjectSetting): Subject {
  return extractSubject(kind, kind.make(setting));
}

/** A scan of which nothing could be read. */
export function blankSubject(kind: DocumentKind, setting: SubjectSetting): Subject {
  const { truth } = kind.make(setting);
  const slip = {
    path: [],
    label: 'Everything',
    flavour: 'missing',
    wrong: {},
    right: truth,
    why: 'nothing was read',
    note: 'Nothing was read from the scan; entered by hand from the paper original.',
  } as const;
  return extractSubject(kind, { truth, slips: [slip] });
}

/** Any object, by any schema. */
export function extractSubject(block: ExtractBlock, content: DocumentContent): Subject {
  return {
    blockType: 'extract',
    block: block.block,
    workflow: block.workflow,
    ...content,
    slipsMax: Number.POSITIVE_INFINITY,
    probe: (facts) => probe(block, facts),
  };
}

/** Units: percent. */
const GOOD_SCAN = [90, 97] as const;
const POOR_SCAN = [58, 80] as const;

function probe({ schema, watched }: ExtractBlock, facts: OutputFacts): Probe {
  const { draw, snapshot, trigger } = facts;
  const isPoor = trigger === 'confidence_lt';
  const [from, to] = isPoor ? POOR_SCAN : GOOD_SCAN;
  const [first] = facts.slips;
  const weakPath: Path = first?.path ?? [watched];
  const weakPaths = [weakPath, ...facts.slips.map((each) => each.path)];
  const likelihoods = likelihoodTree(snapshot, { draw, usual: draw.int(from, to), weakPaths });
  const always: Predicate = { kind: 'always' };
  return {
    evidence: { output: snapshot, json_schema: schema, consensus: { likelihoods } },
    pair: ['field_confidence_lt', 'json_condition'],
    leaves: {
      always: () => always,
      validation_failed: () => ({ kind: 'validation_failed' }),
      any_required_field_null: () => ({ kind: 'any_required_field_null' }),
      confidence_lt: () => ({
        kind: 'confidence_lt',
        threshold: thresholdAbove(mean(likelihoods)),
      }),
      field_confidence_lt: () => ({
        kind: 'field_confidence_lt',
        path: pathText(weakPath),
        threshold: thresholdAbove(mean(valueAt(likelihoods, weakPath))),
      }),
      json_condition: () => conditionOn(watched, snapshot),
    },
  };
}

/** Source: PRD-1. */
function mean(tree: unknown): number {
  return aggregate(numbersIn(tree), 'mean') ?? 0;
}

const ROUND_AMOUNTS = [10_000, 5_000, 2_500, 1_000, 500, 250, 100, 50, 0];

/** A rule that somebody would have written about this field, and that holds. */
function conditionOn(field: string, snapshot: JsonObject): Predicate {
  const value = snapshot[field];
  const path = pathText([field]);
  if (typeof value === 'number') {
    const limit = ROUND_AMOUNTS.find((each) => each < value);
    return limit === undefined
      ? condition(path, 'is_less_than', 1)
      : condition(path, 'is_greater_than', limit);
  }
  if (value === null || value === undefined) return condition(path, 'is_empty');
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  const isDate = typeof value === 'string' && !Number.isNaN(parseDateOrInstant(value));
  return isDate
    ? condition(path, 'is_before', `${shiftDay(day, 400).slice(0, 4)}-12-31`)
    : condition(path, 'exists');
}
