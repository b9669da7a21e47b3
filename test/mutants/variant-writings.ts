import { edit, type Variant } from './mutant.ts';

const REPLY = 'src/mock/reply.ts';
const PROBLEM_TEXTS = 'src/mock/refusal-problem.ts';
const VIEW = 'src/views/overlay.ts';
const SUCCESS = 'text: bodyText(body), headers: JSON_HEADERS }';
const JSON_HEADERS = "const JSON_HEADERS = { 'content-type': 'application/json' };";
const INSTANT = String.raw`/("(?:(?:created|updated|decided|claimed|expires|received|applied)_at|at|awaiting_since)":")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g`;

/** A server that writes its successes otherwise. */
function written(text: string, variant: Omit<Variant, 'edits'>): Variant {
  const rewritten = `text: ((body) => ${text})(JSON.parse(bodyText(body))), headers: JSON_HEADERS }`;
  return { ...variant, edits: [edit(REPLY, SUCCESS, rewritten)] };
}

/** Members that may be left out where they are null. */
const OPTIONAL = [
  'decided_at',
  'claim',
  'effective_seq',
  'parent_seq',
  'note',
  'reason',
  'supersedes_decision_id',
  'parent_step_id',
  'iteration_key',
  'parent_id',
  'resume_error',
  'managed_agent_session_id',
  'managed_agent_vault_id',
  'proposed_decision',
  'submitted_hil_command_id',
  'failure_reason',
  'payload_hash',
  'received_at',
  'applied_at',
];

/** Servers that write the same thing otherwise. */
export const WRITING_VARIANTS: readonly Variant[] = [
  written(
    "JSON.stringify({ ...(body as object), served_by: 'node-1', served_in: { zone: null } })",
    {
      id: 'responses-with-other-properties',
      allowedBy: 'SCH-2: responses may carry extra properties.',
      mayWarn: ['SCH-2'],
    },
  ),
  written(
    `JSON.stringify({ ...(body as object), request_id: crypto.randomUUID() }).replaceAll('"display_name":', () => '"session":"' + crypto.randomUUID() + '","display_name":')`,
    {
      id: 'other-properties-that-change',
      allowedBy: 'SCH-2: responses may carry extra properties; nothing is said of their values.',
      mayWarn: ['SCH-2'],
    },
  ),
  {
    id: 'versions-with-other-properties',
    allowedBy: 'SCH-2: responses may carry extra properties, further down too.',
    edits: [
      edit(
        VIEW,
        'versions: review.versions,',
        'versions: review.versions.map((each) => ({ ...each, size: 1, editor: null })),',
      ),
    ],
    mayWarn: ['SCH-2'],
  },
  {
    id: 'errors-with-other-properties',
    allowedBy: 'ERR-1: every error has a `detail`; what else it has is left open.',
    edits: [
      edit(
        REPLY,
        'JSON.stringify({ detail })',
        "JSON.stringify({ detail, request_id: 'req_1', documentation: null })",
      ),
    ],
    mayWarn: ['SCH-2'],
  },
  {
    id: 'field-faults-without-input',
    allowedBy: 'ERR-1: `input` and `ctx` of a 422 may be left out.',
    edits: [
      edit(
        REPLY,
        'problem.faults ??',
        'problem.faults?.map(({ input: _input, ctx: _ctx, ...rest }) => rest) ??',
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'nulls-left-out',
    allowedBy: 'SCH-1: members that are not required may be left out.',
    edits: [
      edit(
        REPLY,
        SUCCESS,
        'text: JSON.stringify(slim(JSON.parse(bodyText(body)))), headers: JSON_HEADERS }',
      ),
      edit(
        REPLY,
        JSON_HEADERS,
        `${JSON_HEADERS}
const OPTIONAL = new Set(${JSON.stringify(OPTIONAL)});
const WHOLE = new Set(['snapshot', 'modified_data', 'triggered_by', 'detail']);
function slim(value: unknown, key = ''): unknown {
  if (typeof value !== 'object' || value === null || WHOLE.has(key)) return value;
  if (Array.isArray(value)) return value.map((each) => slim(each));
  const kept = Object.entries(value).filter(([name, each]) => each !== null || !OPTIONAL.has(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, slim(each, name)]));
}`,
      ),
    ],
    mayWarn: [],
  },
  written(
    `JSON.stringify(body).replaceAll(${INSTANT}, (_, name, at) => name + at.replace('Z', '+00:00') + '"')`,
    {
      id: 'instants-end-in-plus-zero',
      allowedBy: 'TIME-1: timestamps have an offset; `Z` is what the mock writes.',
      mayWarn: ['TIME-1'],
    },
  ),
  written(
    `JSON.stringify(body).replaceAll(${INSTANT}, (_, name, at) => name + new Date(Date.parse(at) + 7_200_000).toISOString().replace('Z', '+02:00') + '"')`,
    {
      id: 'instants-of-another-zone',
      allowedBy: 'TIME-1: timestamps have an offset; UTC is what the mock writes.',
      mayWarn: ['TIME-1'],
    },
  ),
  written(
    `JSON.stringify(body).replaceAll(${INSTANT}, (_, name, at) => name + at.replace('Z', '000Z') + '"')`,
    {
      id: 'instants-in-microseconds',
      allowedBy: 'TIME-1: milliseconds are what the mock writes.',
      mayWarn: ['TIME-1'],
    },
  ),
  written(
    String.raw`JSON.stringify(body).replaceAll(/("(?:rev|seq|head_seq|parent_seq|on_seq|effective_seq|priority|timeout_seconds)":)(\d+)(?=[,}])/g, '$1$2.0')`,
    {
      id: 'integers-with-a-point',
      allowedBy: 'SCH-1: in JSON Schema 3.0 is an integer.',
      mayWarn: [],
    },
  ),
  written('JSON.stringify(body, null, 2)', {
    id: 'responses-indented',
    allowedBy: 'SCH-1: white space means nothing in JSON.',
    mayWarn: [],
  }),
  {
    id: 'content-type-with-charset',
    allowedBy: 'ERR-1 and SCH-1: parameters of the media type are left open.',
    edits: [
      edit(
        REPLY,
        JSON_HEADERS,
        "const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };",
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'details-in-other-words',
    allowedBy: 'ERR-1: the wording of a detail is left open but where a requirement gives it.',
    edits: [
      edit(PROBLEM_TEXTS, '`No review found for ${subject}`', "'There is no such thing.'"),
      edit(
        PROBLEM_TEXTS,
        "problem('already_decided', `The review is already ${refusal.status}.`)",
        "problem('already_decided', 'Too late.')",
      ),
      edit(
        PROBLEM_TEXTS,
        "problem('decision_conflict', `The review is already ${refusal.status}.`)",
        "problem('decision_conflict', 'Somebody was faster.')",
      ),
      edit(
        'src/contract/field-faults.ts',
        "['missing', 'Field required']",
        "['absent', 'is needed']",
      ),
      edit(
        'src/mock/api.ts',
        "'No valid credentials. Send Authorization: Bearer KEY, or Api-Key: KEY.'",
        "'Not authenticated'",
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'overlay-ids-of-another-form',
    allowedBy: 'REV-1: `_id` equals `block_run_id`; `{run_id}:{block_id}` is what the mock writes.',
    edits: [
      edit(
        VIEW,
        'const blockRunId = `${review.run_id}:${review.block_id}`;',
        'const blockRunId = `blkrun/${review.run_id}/${review.block_id}`;',
      ),
    ],
    mayWarn: ['REV-1'],
  },
  {
    id: 'other-ids-are-uuids',
    allowedBy:
      'REV-1: of decisions, audit entries, agents and sessions the form of the id is left open.',
    edits: [
      edit(
        'src/generate/ids.ts',
        'return `${PREFIXES[kind]}_${name}`;',
        "const uuid = `${name}${name}`.replace(/^(.{8})(.{4}).(.{3})(.{4})(.{12})$/, '$1-$2-4$3-$4-$5');\n      return ['decision', 'entry', 'agent', 'session'].includes(kind) ? uuid : `${PREFIXES[kind]}_${name}`;",
      ),
    ],
    mayWarn: ['AGT-4'],
  },
  {
    id: 'slow-answers',
    allowedBy: 'No requirement says how fast an answer is.',
    edits: [
      edit(
        'src/mock/dispatch.ts',
        'const exchange = await answer(\n',
        'await new Promise((resolve) => { setTimeout(resolve, 3); });\n  const exchange = await answer(\n',
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'slow-replies',
    allowedBy:
      'No requirement says how fast an answer is: here a write is done long before it is answered.',
    edits: [
      edit(
        'src/mock/app.ts',
        '      record(parts, {',
        '      await new Promise((resolve) => { setTimeout(resolve, (delivery.handled?.encoded.text ?? "").length % 7); });\n      record(parts, {',
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'other-headers',
    allowedBy: 'No requirement rules out further headers.',
    edits: [
      edit(
        REPLY,
        'return new Response(text, { status, headers });',
        "return new Response(text, { status, headers: { ...headers, etag: '\"x\"', 'x-request-id': 'req_1', 'cache-control': 'no-store' } });",
      ),
    ],
    mayWarn: [],
  },
];
