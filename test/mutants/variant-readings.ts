import { edit, type Variant } from './mutant.ts';

const PROBLEMS = 'src/contract/problems.ts';
const OPEN = 'src/domain/open.ts';
const CLAIM = 'src/domain/claim.ts';
const WRITE = 'src/domain/write.ts';
const GUARD = 'src/domain/guard.ts';
const COMMAND =
  'const updated = await store.update(address, (review) => transition(review, asked, env));';

/** Servers that read the contract otherwise where it can be read in two ways. */
export const READING_VARIANTS: readonly Variant[] = [
  {
    id: 'errors-in-an-envelope',
    allowedBy: 'ERR-1, policy errors=envelope.',
    policies: { errors: 'envelope' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'conflict-is-409',
    allowedBy: 'RES-7, policy conflict=409.',
    policies: { conflict: '409' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'versions-are-peers',
    allowedBy: 'RES-8, policy superseded=peers.',
    policies: { superseded: 'peers' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'likelihood-is-the-least',
    allowedBy: 'PRD-3, policy likelihoods=min.',
    policies: { likelihoods: 'min' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'blank-is-a-gap',
    allowedBy: 'PRD-3, policy blank=gap.',
    policies: { blank: 'gap' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'unknown-cursor-is-404',
    allowedBy: 'LST-3: 404 is accepted for an unknown cursor.',
    policies: { cursor: '404' },
    edits: [],
    mayWarn: [],
  },
  {
    id: 'unknown-cursor-is-400',
    allowedBy: 'LST-3: 400 is accepted for an unknown cursor.',
    policies: { cursor: '404' },
    edits: [edit(PROBLEMS, 'unknown_cursor: { status: 404,', 'unknown_cursor: { status: 400,')],
    mayWarn: [],
  },
  {
    id: 'unauthenticated-is-403',
    allowedBy: 'AUTH-1: 403 is accepted.',
    edits: [edit(PROBLEMS, 'unauthenticated: { status: 401,', 'unauthenticated: { status: 403,')],
    mayWarn: [],
  },
  {
    id: 'broken-json-is-400',
    allowedBy: 'SCH-3: 400 is accepted for JSON that does not parse.',
    edits: [
      edit(
        PROBLEMS,
        'too_large: {',
        "bad_json: { status: 400, code: 'bad_request' },\n  too_large: {",
      ),
      edit(
        'src/mock/body.ts',
        ': unreadable(text, ...wordingOf(json.fault));',
        ": json.fault.kind === 'syntax' ? { ok: false, text, problem: problem('bad_json', 'The body is not JSON.') } : unreadable(text, ...wordingOf(json.fault));",
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'reused-command-id-is-422',
    allowedBy: 'IDM-3: 422 is accepted for a command id with another body.',
    edits: [
      edit(
        'src/mock/refusal-problem.ts',
        "    case 'command_reused':\n",
        "    case 'command_reused':\n      if (refusal.commandId) return invalid([{ loc: ['body', 'command_id'], msg: 'Used for a different request', type: 'value_error' }]);\n",
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'rev-begins-at-0',
    allowedBy: 'REV-6: where `rev` starts is not promised.',
    edits: [
      edit(OPEN, 'revObserved: 0, revResult: 1 }', 'revObserved: 0, revResult: 0 }'),
      edit(OPEN, 'rev: 1,', 'rev: 0,'),
    ],
    mayWarn: ['REV-6'],
  },
  {
    id: 'rev-begins-at-1000',
    allowedBy: 'REV-6: where `rev` starts is not promised.',
    edits: [
      edit(OPEN, 'revObserved: 0, revResult: 1 }', 'revObserved: 999, revResult: 1000 }'),
      edit(OPEN, 'rev: 1,', 'rev: 1000,'),
    ],
    mayWarn: ['REV-6'],
  },
  {
    id: 'release-without-a-claim-does-nothing',
    allowedBy: 'REV-6: a release without a claim may be a no-op.',
    edits: [
      edit(
        CLAIM,
        "operation: 'release' });\n  if (refusal) return refusal;\n",
        "operation: 'release' });\n  if (refusal) return refusal;\n  if (review.claim === null) return done(review, null);\n",
      ),
    ],
    mayWarn: ['CLM-4'],
  },
  {
    id: 'expired-claim-still-shown',
    allowedBy: 'CLM-3: an expired object is accepted.',
    edits: [
      edit(
        'src/views/overlay.ts',
        'claim: liveClaim(review, now),',
        'claim: liveClaim(review, now) ?? review.claim,',
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'claim-kept-after-a-decision',
    allowedBy: 'DEC-4: that a decision clears the claim is a SHOULD.',
    edits: [edit(WRITE, 'claim: null,\n    decisions:', 'claim: review.claim,\n    decisions:')],
    mayWarn: ['DEC-4'],
  },
  {
    id: 'decided-checked-before-the-stamp',
    allowedBy:
      'ERR-3 and DEC-5: on a decided review either check leads to 409; their order is a SHOULD.',
    edits: [
      edit(
        GUARD,
        'if (write.stamp !== rev) {',
        "if (status !== 'awaiting_review') return refused(review, { kind: 'already_decided', status });\n  if (write.stamp !== rev) {",
      ),
      edit(
        GUARD,
        "  if (status !== 'awaiting_review') return refused(review, { kind: 'already_decided', status });\n  return undefined;",
        '  return undefined;',
      ),
    ],
    mayWarn: ['CAS-4', 'ERR-3'],
  },
  {
    id: 'run-applies-a-decision-later',
    allowedBy:
      'IDM-2: a repeat answers `already_received` while the run has not yet applied the decision.',
    edits: [
      edit(WRITE, 'applied_at: env.areRunsHeld ? null : at', 'applied_at: null'),
      edit(
        'src/mock/world.ts',
        COMMAND,
        `${COMMAND}
    if (updated.after && updated.after !== updated.before && !areRunsHeld) {
      const applied = { kind: 'review', reviewId: updated.after.id } as const;
      setTimeout(() => void store.update(applied, (review) => transition(review, { kind: 'apply' }, { ...env, now: clock.now() })), 20).unref();
    }`,
      ),
    ],
    mayWarn: [],
  },
  {
    id: 'version-shown-of-the-last-review',
    allowedBy: 'RES-3: of a version id in two reviews any may be answered.',
    edits: [
      edit(
        'src/store/memory-store.ts',
        'if (!this.#idByVersion.has(versionId)) this.#idByVersion.set(versionId, after.id);',
        'this.#idByVersion.set(versionId, after.id);',
      ),
    ],
    mayWarn: [],
  },
];
