import { edit, type Mutant } from './mutant.ts';

const OVERLAY_VIEW = 'src/views/overlay.ts';
const VALIDATORS = 'src/contract/validators.ts';
const FIELD_FAULTS = 'src/contract/field-faults.ts';
const PROBLEMS = 'src/contract/problems.ts';
const BODY = 'src/mock/body.ts';
const DOCUMENT = 'src/contract/generated/review-api-document.ts';
const REPLY = 'src/mock/reply.ts';

/** A server that does not see what a keyword of the schemas forbids in a body. */
function blindTo(keywords: readonly string[], mutant: Omit<Mutant, 'edits'>): Mutant {
  const find = 'return validate(value) ? [] : faultsOfErrors(part, validate.errors ?? []);';
  const replace = `if (validate(value)) return [];
      const errors = (validate.errors ?? []).filter((each) => part !== 'body' || !${JSON.stringify(keywords)}.includes(each.keyword));
      return errors.length === 0 ? [] : faultsOfErrors(part, errors);`;
  return { ...mutant, edits: [edit(VALIDATORS, find, replace)] };
}

/** Servers whose responses are not what their schema says. */
const RESPONSES: readonly Mutant[] = [
  {
    id: 'overlay-without-head-seq',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'The overlay has no `head_seq`.',
    edits: [edit(OVERLAY_VIEW, '    head_seq: headSeq(review),\n', '')],
  },
  {
    id: 'priority-is-text',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'The overlay shows its priority as text.',
    edits: [edit(OVERLAY_VIEW, 'priority: review.priority,', 'priority: String(review.priority),')],
  },
  {
    id: 'claim-holder-is-an-id',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'The holder of a claim is shown by id alone.',
    edits: [
      edit(
        OVERLAY_VIEW,
        'claim: liveClaim(review, now),',
        'claim: review.claim && liveClaim(review, now) && { ...review.claim, holder: review.claim.holder.id },',
      ),
    ],
  },
  {
    id: 'empty-list-without-metadata',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'An empty list of reviews has no `list_metadata`.',
    edits: [
      edit(
        'src/mock/resource-handlers.ts',
        'return ok(world.texts.page(data,',
        'return ok(page.reviews.length === 0 ? { data } : world.texts.page(data,',
      ),
    ],
  },
  {
    id: 'hil-decision-received-is-text',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'A decision on the agent surface says `"yes"` where a boolean is declared.',
    edits: [edit('src/views/agent.ts', 'decision_received: true,', "decision_received: 'yes',")],
  },
  {
    id: 'append-answers-201',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'An append answers 201, which its operation does not declare.',
    edits: [
      edit(
        'src/mock/overlay-handlers.ts',
        '? ok(show(after, result.value))',
        "? { status: command.kind === 'append' ? 201 : 200, body: show(after, result.value) }",
      ),
    ],
  },
  {
    id: 'successes-are-called-plain-text',
    requirement: 'SCH-1',
    level: 'MUST',
    breaks: 'Successes are JSON, but say that they are plain text.',
    edits: [
      edit(
        REPLY,
        'text: bodyText(body), headers: JSON_HEADERS };',
        "text: JSON.stringify(body), headers: { 'content-type': 'text/plain' } };",
      ),
    ],
  },
];

/** Servers that take bodies they should not, or name what is wrong wrongly. */
const REQUESTS: readonly Mutant[] = [
  blindTo(['additionalProperties'], {
    id: 'undeclared-properties-ignored',
    requirement: 'SCH-2',
    level: 'SHOULD',
    breaks: 'A property that is not declared is passed over.',
  }),
  {
    id: 'release-takes-anything-else',
    requirement: 'SCH-2',
    level: 'SHOULD',
    breaks: 'The body of a release, and no other, may have undeclared properties.',
    edits: [
      edit(
        DOCUMENT,
        String.raw`\"ReleaseRequest\":{\"type\":\"object\",\"additionalProperties\":false`,
        String.raw`\"ReleaseRequest\":{\"type\":\"object\",\"additionalProperties\":true`,
      ),
    ],
  },
  blindTo(['minimum', 'maximum'], {
    id: 'ranges-not-checked',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'Numbers in a body may be as large or small as they like.',
  }),
  blindTo(['enum', 'const'], {
    id: 'enums-not-checked',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'A value that is not one of those declared is taken.',
  }),
  blindTo(['type'], {
    id: 'types-not-checked',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'A value of the wrong type is taken.',
  }),
  blindTo(['required'], {
    id: 'required-properties-not-checked',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'A body without a required property is taken.',
  }),
  {
    id: 'fault-names-the-body-alone',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'The `loc` of a 422 is `["body"]`, whatever property is wrong.',
    edits: [
      edit(
        FIELD_FAULTS,
        "typeof named === 'string' ? [part, ...pointer, named] : [part, ...pointer];",
        '[part];',
      ),
    ],
  },
  {
    id: 'missing-property-not-named',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'The `loc` of a 422 does not name the property that is missing.',
    edits: [
      edit(
        FIELD_FAULTS,
        "typeof named === 'string' ? [part, ...pointer, named] : [part, ...pointer];",
        '[part, ...pointer];',
      ),
    ],
  },
  {
    id: 'wrong-shape-is-400',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'What should be 422 is 400.',
    edits: [edit(PROBLEMS, 'invalid: { status: 422,', 'invalid: { status: 400,')],
  },
  {
    id: 'broken-json-is-500',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'JSON that does not parse is an internal error.',
    edits: [
      edit(
        BODY,
        ': unreadable(text, ...wordingOf(json.fault));',
        ": { ok: false, text, problem: json.fault.kind === 'syntax' ? problem('internal', 'SyntaxError') : unreadable(text, ...wordingOf(json.fault)).problem };",
      ),
    ],
  },
  {
    id: 'query-integers-not-read',
    requirement: 'SCH-3',
    level: 'MUST',
    breaks: 'An integer in a query gets 422, since it is text.',
    edits: [
      edit(
        'src/contract/parameters.ts',
        'return /^[+-]?\\d{1,15}$/.test(text.trim())',
        'return typeof text !== "string"',
      ),
    ],
  },
  {
    id: 'numbers-read-from-texts',
    requirement: 'SCH-3',
    level: 'SHOULD',
    breaks: 'A text where a number is declared is taken for that number.',
    edits: [edit(VALIDATORS, 'allErrors,\n', 'allErrors,\n    coerceTypes: true,\n')],
  },
];

/** Servers that take more, or less, than the limits say. */
const LIMITS: readonly Mutant[] = [
  {
    id: 'large-bodies-taken',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'Bodies up to 100 MiB are taken.',
    edits: [edit(BODY, 'sizeMaxBytes: 10 * 1024 * 1024', 'sizeMaxBytes: 100 * 1024 * 1024')],
  },
  {
    id: 'large-body-is-400',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'A body that is too large gets 400.',
    edits: [edit(PROBLEMS, 'too_large: { status: 413,', 'too_large: { status: 400,')],
  },
  {
    id: 'any-content-type-taken',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'A body that calls itself something other than JSON is taken.',
    edits: [edit(BODY, 'mediaType !== undefined && !isJson(mediaType)', 'isJson === undefined')],
  },
  {
    id: 'deep-json-taken',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'JSON may nest 640 deep.',
    edits: [edit(BODY, 'depthMax: 64 }', 'depthMax: 640 }')],
  },
  {
    id: 'depth-limit-one-too-low',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'JSON that nests 64 deep gets 422.',
    edits: [edit(BODY, 'depthMax: 64 }', 'depthMax: 63 }')],
  },
  {
    id: 'deep-predicates-taken',
    requirement: 'LIM-1',
    level: 'SHOULD',
    breaks: 'Predicates may nest as deep as their JSON.',
    edits: [
      edit(
        'src/predicates/predicate-faults.ts',
        'PREDICATE_DEPTH_MAX = 64',
        'PREDICATE_DEPTH_MAX = 640',
      ),
    ],
  },
];

/** Servers that write time wrongly. */
const TIMES: readonly Mutant[] = [
  {
    id: 'instants-without-offset',
    requirement: 'TIME-1',
    level: 'MUST',
    breaks: 'Instants have no offset.',
    edits: [
      edit(
        REPLY,
        'text: bodyText(body), headers',
        String.raw`text: JSON.stringify(body).replaceAll(/("(?:\w+_at|at|awaiting_since)":"\d{4}-[^"]+)Z"/g, '$1"'), headers`,
      ),
    ],
  },
  {
    id: 'audit-goes-back-in-time',
    requirement: 'TIME-1',
    level: 'MUST',
    breaks: 'The audit entry of a release is dated five seconds before it.',
    edits: [
      edit(
        'src/domain/write.ts',
        'at: stamps.at,',
        "at: act.action === 'released' ? new Date(Date.parse(stamps.at) - 5000).toISOString() : stamps.at,",
      ),
    ],
  },
];

/** Servers that get shapes, limits or times wrong. */
export const SCHEMA_MUTANTS: readonly Mutant[] = [...RESPONSES, ...REQUESTS, ...LIMITS, ...TIMES];
