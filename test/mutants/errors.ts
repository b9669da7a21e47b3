import { edit, type Mutant } from './mutant.ts';

const API = 'src/mock/api.ts';
const DISPATCH = 'src/mock/dispatch.ts';
const REPLY = 'src/mock/reply.ts';
const DECIDE = 'src/domain/decide.ts';
const PROBLEMS = 'src/contract/problems.ts';

/** Servers whose errors have the wrong body. */
const BODIES: readonly Mutant[] = [
  {
    id: 'errors-are-called-plain-text',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'Errors are JSON, but say that they are plain text.',
    edits: [
      edit(
        REPLY,
        'headers = { ...JSON_HEADERS, ...MORE',
        "headers = { 'content-type': 'text/plain', ...MORE",
      ),
    ],
  },
  {
    id: 'errors-have-no-detail',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'What is wrong stands in `error`, not in `detail`.',
    edits: [
      edit(
        REPLY,
        'return { status, text: JSON.stringify({ detail }), headers };',
        'return { status, text: JSON.stringify({ error: detail }), headers };',
      ),
    ],
  },
  {
    id: 'not-found-is-empty',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'A 404 has no body.',
    edits: [
      edit(
        REPLY,
        'return { status, text: JSON.stringify({ detail }), headers };',
        "return { status, text: status === 404 ? '' : JSON.stringify({ detail }), headers };",
      ),
    ],
  },
  {
    id: 'unknown-route-answers-text',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'A path that does not exist answers the text of the web framework.',
    edits: [
      edit(
        DISPATCH,
        "if (allow === '') return encodeReply(notFound(parts, path), parts.policies);",
        "if (allow === '') return { status: 404, text: '404 Not Found', headers: { 'content-type': 'text/plain' } };",
      ),
    ],
  },
  {
    id: 'conflict-detail-is-an-object',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'The detail of a 409 is an object that is not the envelope.',
    edits: [
      edit(
        REPLY,
        '      : problem.detail);',
        '      : status === 409 ? { text: problem.detail } : problem.detail);',
      ),
    ],
  },
  {
    id: 'field-faults-as-one-sentence',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'The detail of a 422 is a sentence instead of a list.',
    edits: [edit(REPLY, 'problem.faults ??', 'problem.faults?.[0]?.msg ??')],
  },
  {
    id: 'field-faults-without-type',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'The items of a 422 have no type.',
    edits: [
      edit(
        REPLY,
        'problem.faults ??',
        'problem.faults?.map(({ type: _type, ...rest }) => rest) ??',
      ),
    ],
  },
  {
    id: 'field-fault-location-without-its-part',
    requirement: 'ERR-1',
    level: 'MUST',
    breaks: 'The `loc` of a 422 begins with the property, not with body, query, path or header.',
    edits: [
      edit(
        REPLY,
        'problem.faults ??',
        'problem.faults?.map((each) => ({ ...each, loc: each.loc.slice(1) })) ??',
      ),
    ],
  },
];

/** Servers on which a refused request leaves a trace. */
const EFFECTS: readonly Mutant[] = [
  {
    id: 'refused-append-moves-rev',
    requirement: 'ERR-2',
    level: 'MUST',
    breaks: 'An append that gets 422 for its parent moves `rev`.',
    edits: [
      edit(
        'src/domain/append.ts',
        "return refused(review, { kind: 'invalid', faults: [unknownSeq('parent_seq', parentSeq)] });",
        "return refused({ ...review, rev: review.rev + 1 }, { kind: 'invalid', faults: [unknownSeq('parent_seq', parentSeq)] });",
      ),
    ],
  },
  {
    id: 'refused-decision-clears-the-claim',
    requirement: 'ERR-2',
    level: 'MUST',
    breaks: 'A decision that gets 422 for its `on_seq` clears the claim.',
    edits: [
      edit(
        DECIDE,
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });",
        "if (faults.length > 0) return refused({ ...review, claim: null }, { kind: 'invalid', faults });",
      ),
    ],
  },
  {
    id: 'approving-nothing-clears-the-claim',
    requirement: 'ERR-2',
    level: 'MUST',
    breaks: 'An approval that gets 404 for its version clears the claim.',
    edits: [
      edit(
        'src/domain/resolve.ts',
        "if (node === undefined) return refused(review, { kind: 'no_version', versionId });",
        "if (node === undefined) return refused({ ...review, claim: null }, { kind: 'no_version', versionId });",
      ),
    ],
  },
  {
    id: 'version-conflict-moves-rev',
    requirement: 'ERR-2',
    level: 'MUST',
    breaks: 'Creating a version that exists under another parent gets 409 and moves `rev`.',
    edits: [
      edit(
        'src/domain/create-version.ts',
        "return refused(review, { kind: 'version_elsewhere',",
        "return refused({ ...review, rev: review.rev + 1 }, { kind: 'version_elsewhere',",
      ),
    ],
  },
];

/** Servers that check in another order. */
const ORDER: readonly Mutant[] = [
  {
    id: 'unknown-route-before-credentials',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'A path that does not exist gets 404 before anybody asks for credentials.',
    edits: [
      edit(
        DISPATCH,
        'if (actor === null) return encodeReply',
        "if (actor === null && allow !== '') return encodeReply",
      ),
    ],
  },
  {
    id: 'wrong-method-is-404',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'A method that a path does not answer gets 404.',
    edits: [
      edit(PROBLEMS, 'method_not_allowed: { status: 405,', 'method_not_allowed: { status: 404,'),
    ],
  },
  {
    id: 'missing-review-before-shape',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'A body of the wrong shape gets 404 where there is no review.',
    edits: [
      edit(
        API,
        'if (faults.length > 0) return',
        "const { run_id: runId = '', block_id: blockId = '' } = routed.params;\n  const isMissing = checkBody && blockId !== '' && (await world.store.find({ kind: 'block', runId, blockId, iterationKey: null })) === undefined;\n  if (isMissing) return { ...exchange, requestText, reply: problem('not_found', 'No such review.') };\n  if (faults.length > 0) return",
      ),
    ],
  },
  {
    id: 'stale-stamp-before-shape',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'A rejection without a reason gets 409 where its stamp is stale.',
    edits: [
      edit(
        'src/domain/transition.ts',
        'if (faults.length > 0) return refusedWithout',
        "if (faults.length > 0 && !(review && command.kind === 'decide' && command.body.version_stamp !== review.rev)) return refusedWithout",
      ),
    ],
  },
  {
    id: 'unknown-seq-before-stale-stamp',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'A decision on an unknown `on_seq` gets 422 where its stamp is stale.',
    edits: [
      edit(
        DECIDE,
        "  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'decide' });\n  if (refusal) return refusal;\n",
        '',
      ),
      edit(
        DECIDE,
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });",
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });\n  const refusal = guardWrite(review, env, { stamp: body.version_stamp, operation: 'decide' });\n  if (refusal) return refusal;",
      ),
    ],
  },
  {
    id: 'versions-read-as-a-run',
    requirement: 'ERR-3',
    level: 'SHOULD',
    breaks: 'The path of a version is read as run `versions`.',
    edits: [edit('src/contract/routes.ts', '? -1 : 1));', '? 1 : -1));')],
  },
];

/** Servers that get errors wrong. */
export const ERROR_MUTANTS: readonly Mutant[] = [...BODIES, ...EFFECTS, ...ORDER];
