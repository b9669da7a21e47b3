import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import { queryText, type Query } from '../execute/caller.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectNamed } from './body-checks.ts';
import { queryFields, READ_IDS, typesOf, type DeclaredField } from './operation-document.ts';

const OK = 200;
const UNPROCESSABLE = 422;

/** One text that a parameter does not allow, and whose sentence says so. */
interface BrokenText {
  readonly text: string | undefined;
  readonly requirement: string;
  readonly level: JudgedLevel;
}

/** The sentence that gives each list its parameters. */
const LIST_REQUIREMENTS: Readonly<Partial<Record<OperationId, string>>> = {
  list_overlays: 'QUE-1',
  list_reviews: 'LST-1',
  list_review_versions: 'LST-3',
};

const FIELDS = READ_IDS.flatMap(queryFields).filter(
  (field) => brokenTexts(field).length + soundTexts(field).length > 0,
);

/**
 * Each query parameter with a type: what it allows is read from its text, and what it does not is
 * refused and named.
 *
 * Source: SCH-3, ERR-3, LST-2, LST-3; the parameters are those of spec/openapi.yaml.
 */
export const QUERY_CHECKS: readonly Check[] = FIELDS.map((field): Check => {
  const { operation, name } = field;
  const others = [
    ...brokenTexts(field).map(({ requirement }) => requirement),
    soundRequirement(field),
  ];
  return {
    id: `SCH-3/${operation}-query-${name}`.replaceAll('_', '-'),
    also: [...new Set(others)].filter((each) => each !== 'SCH-3'),
    phase: 'tables',
    surfaces: [OPERATIONS[operation].surface],
    ...(operation === 'list_reviews' && name === 'limit' ? {} : { from: 'ci' }),
    run: (trial) => judgeParameter(trial, field),
  };
});

async function judgeParameter(trial: Trial, field: DeclaredField): Promise<void> {
  const { operation, name } = field;
  const review = await trial.open();
  for (const { text, requirement, level } of brokenTexts(field)) {
    const reply = await ask(trial, field, { review, text });
    const judge = level === 'MUST' ? trial.must : trial.should;
    const when = text === undefined ? `without ${name}` : `to ${name}=${shown(text)}`;
    if (judge.status(requirement, reply, { is: UNPROCESSABLE, when })) {
      expectNamed(trial, reply, { part: 'query', name });
    }
  }
  for (const text of soundTexts(field)) {
    const reply = await ask(trial, field, { review, text });
    const when = `to ${name}=${shown(text)}, which ${operation} allows`;
    trial.must.status(soundRequirement(field), reply, { is: OK, when });
  }
}

function ask(
  { a, workflowId }: Trial,
  { operation, name }: DeclaredField,
  { review, text }: { readonly review: Subject; readonly text: string | undefined },
) {
  // What makes each list find something, so that nothing but the parameter is at fault.
  const sound: Query =
    operation === 'list_overlays'
      ? { status: 'awaiting_review', workflow_id: workflowId }
      : operation === 'list_reviews'
        ? { workflow_id: workflowId }
        : { review_id: review.reviewId };
  const query = queryText({ ...sound, [name]: text });
  return a.send({ method: 'GET', path: OPERATIONS[operation].path + query, operation, review });
}

/** Source: SCH-3 for integers, else the list's own sentence. */
function soundRequirement({ operation, schema }: DeclaredField): string {
  if (typesOf(schema).includes('integer')) return 'SCH-3';
  return LIST_REQUIREMENTS[operation] ?? 'SCH-1';
}

function soundTexts({ schema }: DeclaredField): readonly string[] {
  const { minimum = 0, maximum = 1, enum: allowed = [] } = schema;
  if (typesOf(schema).includes('integer')) return [minimum, 7, maximum].map(String);
  if (typesOf(schema).includes('boolean')) return ['true', 'false'];
  return allowed.map(String);
}

function shape(text: string): BrokenText {
  return { text, requirement: 'ERR-3', level: 'SHOULD' };
}

function brokenTexts(field: DeclaredField): readonly BrokenText[] {
  const { operation, isRequired, schema } = field;
  const missing: BrokenText = { text: undefined, requirement: 'LST-3', level: 'MUST' };
  const { minimum, maximum, enum: allowed = [] } = schema;
  const types = typesOf(schema);
  const range = [minimum, maximum].flatMap((edge, index) =>
    edge === undefined ? [] : [String(edge + (index === 0 ? -1 : 1)), String(edge * -1000 - 1)],
  );
  return [
    ...(isRequired ? [missing] : []),
    ...range.map((text): BrokenText =>
      operation === 'list_overlays' ? shape(text) : { text, requirement: 'LST-2', level: 'MUST' },
    ),
    ...(types.includes('integer') ? ['seven', '1.5', '7x', '0x10', '1e1'].map(shape) : []),
    ...(types.includes('boolean') ? ['maybe', '2'].map(shape) : []),
    ...(allowed.length > 0 ? ['surprise', String(allowed[0]).toUpperCase()].map(shape) : []),
  ];
}
