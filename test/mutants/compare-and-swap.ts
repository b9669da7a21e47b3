import { edit, type Mutant } from './mutant.ts';

const GUARD = 'src/domain/guard.ts';
const WRITE = 'src/domain/write.ts';
const CHECK = 'if (write.stamp !== rev) {';
/** Servers that compare stamps wrongly. */
const STAMPS: readonly Mutant[] = [
  {
    id: 'stamps-ignored',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'Any stamp will do.',
    edits: [edit(GUARD, CHECK, 'if (write.stamp < 0) {')],
  },
  {
    id: 'stamps-ahead-taken',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A stamp ahead of `rev` will do.',
    edits: [edit(GUARD, CHECK, 'if (write.stamp < rev) {')],
  },
  {
    id: 'stamps-one-behind-taken',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A stamp one behind `rev` will do.',
    edits: [edit(GUARD, CHECK, 'if (write.stamp < rev - 1 || write.stamp > rev) {')],
  },
  {
    id: 'stamp-ignored-by-release',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A release takes any stamp.',
    edits: [edit(GUARD, CHECK, "if (write.stamp !== rev && write.operation !== 'release') {")],
  },
  {
    id: 'stamp-ignored-by-decision',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A decision takes any stamp.',
    edits: [edit(GUARD, CHECK, "if (write.stamp !== rev && write.operation !== 'decide') {")],
  },
  {
    id: 'stamp-optional',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A claim without a stamp is taken.',
    edits: [
      edit(
        'src/contract/generated/review-api-document.ts',
        String.raw`\"ClaimRequest\":{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"version_stamp\"],`,
        String.raw`\"ClaimRequest\":{\"type\":\"object\",\"additionalProperties\":false,`,
      ),
      edit(GUARD, CHECK, 'if (write.stamp !== undefined && write.stamp !== rev) {'),
    ],
  },
  {
    id: 'stale-stamp-is-412',
    requirement: 'CAS-1',
    level: 'MUST',
    breaks: 'A stale stamp gets 412.',
    edits: [
      edit(
        'src/contract/problems.ts',
        'stale_stamp: { status: 409,',
        'stale_stamp: { status: 412,',
      ),
    ],
  },
];

/** Servers on which a refused write has an effect, or is not audited. */
const CONFLICTS: readonly Mutant[] = [
  {
    id: 'stale-write-clears-the-claim',
    requirement: 'CAS-4',
    level: 'MUST',
    breaks: 'A write that gets 409 for its stamp clears the claim.',
    edits: [
      edit(
        WRITE,
        'return { ...review, audit: [...review.audit, entry(env, act, stamps)] };',
        'return { ...review, claim: null, audit: [...review.audit, entry(env, act, stamps)] };',
      ),
    ],
  },
  {
    id: 'stale-write-moves-rev',
    requirement: 'CAS-4',
    level: 'MUST',
    breaks: 'A write that gets 409 for its stamp moves `rev`.',
    edits: [
      edit(
        WRITE,
        'return { ...review, audit: [...review.audit, entry(env, act, stamps)] };',
        'return { ...review, rev: review.rev + 1, audit: [...review.audit, entry(env, act, stamps)] };',
      ),
    ],
  },
  {
    id: 'stale-append-is-kept',
    requirement: 'CAS-4',
    level: 'MUST',
    breaks: 'An append that gets 409 for its stamp adds its version.',
    edits: [
      edit(
        'src/domain/append.ts',
        'if (refusal) return refusal;',
        "if (refusal) { const lost = nextVersion(review, env, { snapshot: body.snapshot ?? {}, parentSeq: headSeq(review), origin: 'human_edit', note: null }); return { ...refusal, review: { ...refusal.review, versions: [...review.versions, lost] } }; }",
      ),
    ],
  },
  {
    id: 'write-on-a-decided-review-moves-rev',
    requirement: 'CAS-4',
    level: 'MUST',
    breaks: 'A write that gets 409 on a decided review moves `rev`.',
    edits: [
      edit(
        GUARD,
        "return refused(review, { kind: 'already_decided', status });",
        "return refused({ ...review, rev: rev + 1 }, { kind: 'already_decided', status });",
      ),
    ],
  },
  {
    id: 'stale-write-not-audited',
    requirement: 'CAS-4',
    level: 'SHOULD',
    breaks: 'A stale write leaves no audit entry.',
    edits: [edit(GUARD, 'return refused(audited, {', 'return refused(audited && review, {')],
  },
  {
    id: 'stale-write-on-a-decided-review-not-audited',
    requirement: 'CAS-4',
    level: 'SHOULD',
    breaks: 'A stale write on a decided review leaves no audit entry.',
    edits: [
      edit(
        GUARD,
        'return refused(audited, {',
        "return refused(status === 'awaiting_review' ? audited : review, {",
      ),
    ],
  },
  {
    id: 'write-on-a-decided-review-audited',
    requirement: 'CAS-4',
    level: 'SHOULD',
    breaks: 'A write with the right stamp on a decided review is audited as stale.',
    edits: [
      edit(
        GUARD,
        "return refused(review, { kind: 'already_decided', status });",
        "return refused(noteStaleWrite(review, env, write), { kind: 'already_decided', status });",
      ),
    ],
  },
  {
    id: 'stale-audit-observes-the-current-rev',
    requirement: 'CAS-4',
    level: 'SHOULD',
    breaks: 'The audit of a stale write has the current `rev` in place of the stamp.',
    edits: [edit(WRITE, 'revObserved: noted.stamp,', 'revObserved: review.rev,')],
  },
  {
    id: 'stale-write-moves-updated-at',
    requirement: 'CAS-4',
    level: 'SHOULD',
    breaks: 'A stale write moves `updated_at`.',
    edits: [
      edit(
        WRITE,
        'return { ...review, audit: [...review.audit, entry(env, act, stamps)] };',
        'return { ...review, updated_at: stamps.at, audit: [...review.audit, entry(env, act, stamps)] };',
      ),
    ],
  },
];

/** Servers that compare stamps wrongly, or on which a refused write has an effect. */
export const COMPARE_AND_SWAP_MUTANTS: readonly Mutant[] = [...STAMPS, ...CONFLICTS];
