import { edit, type Mutant } from './mutant.ts';

const CLAIM = 'src/domain/claim.ts';
const GUARD = 'src/domain/guard.ts';
const REVIEW = 'src/domain/review.ts';
const DOCUMENT = 'src/contract/generated/review-api-document.ts';
const TTL_RANGE = String.raw`\"minimum\":30,\"maximum\":86400`;

/** A server that lets nobody but the holder of a live claim do something. */
function heldAgainst(operation: string, mutant: Pick<Mutant, 'id' | 'breaks'>): Mutant {
  const replace = `const { claim } = review;
  const isHeld = claim !== null && env.now < claim.expires_at && claim.holder.id !== env.actor.id;
  if (isHeld && write.operation === '${operation}') return refused(review, { kind: 'already_decided', status });
  return undefined;`;
  const edits = [edit(GUARD, 'return undefined;', replace)];
  return { ...mutant, requirement: 'CLM-2', level: 'MUST', edits };
}

/** Servers that get claims wrong. */
export const CLAIM_MUTANTS: readonly Mutant[] = [
  {
    id: 'claim-lasts-600-by-default',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim lasts 600 seconds by default.',
    edits: [edit(CLAIM, 'DEFAULT_TTL_SECONDS = 900', 'DEFAULT_TTL_SECONDS = 600')],
  },
  {
    id: 'claim-ttl-ignored',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim lasts the default time, whatever was asked for.',
    edits: [edit(CLAIM, 'body.ttl_seconds ?? DEFAULT_TTL_SECONDS', 'DEFAULT_TTL_SECONDS')],
  },
  {
    id: 'claim-ttl-in-milliseconds',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'The seconds of a claim are taken for milliseconds.',
    edits: [edit(CLAIM, 'ttlSeconds * 1000)', 'ttlSeconds)')],
  },
  {
    id: 'claim-of-29-seconds-taken',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim may last 29 seconds.',
    edits: [edit(DOCUMENT, TTL_RANGE, TTL_RANGE.replace('30', '29'))],
  },
  {
    id: 'claim-of-30-seconds-refused',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim cannot last 30 seconds.',
    edits: [edit(DOCUMENT, TTL_RANGE, TTL_RANGE.replace('30', '31'))],
  },
  {
    id: 'claim-of-a-day-refused',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim cannot last 86,400 seconds.',
    edits: [edit(DOCUMENT, TTL_RANGE, TTL_RANGE.replace('86400', '86399'))],
  },
  {
    id: 'claim-of-more-than-a-day-taken',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'A claim may last 86,401 seconds.',
    edits: [edit(DOCUMENT, TTL_RANGE, TTL_RANGE.replace('86400', '86401'))],
  },
  {
    id: 'claim-held-by-the-model',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'The holder of a claim is the author of version 0.',
    edits: [edit(CLAIM, 'holder: env.actor,', 'holder: review.versions[0].author,')],
  },
  {
    id: 'claimed-at-is-the-opening',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: '`claimed_at` is when the review was opened.',
    edits: [edit(CLAIM, 'claimed_at: claimedAt,', 'claimed_at: review.created_at,')],
  },
  {
    id: 'claim-renewal-adds-up',
    requirement: 'CLM-1',
    level: 'MUST',
    breaks: 'Claiming again adds its time to what was left.',
    edits: [
      edit(CLAIM, 'shiftInstant(claimedAt,', 'shiftInstant(review.claim?.expires_at ?? claimedAt,'),
    ],
  },
  {
    id: 'claim-over-keeps-the-holder',
    requirement: 'CLM-2',
    level: 'MUST',
    breaks: "Claiming over somebody's claim leaves it theirs.",
    edits: [edit(CLAIM, 'holder: env.actor,', 'holder: review.claim?.holder ?? env.actor,')],
  },
  heldAgainst('claim', {
    id: 'claim-locks-out-claims',
    breaks: 'Nobody can claim over a live claim.',
  }),
  heldAgainst('release', {
    id: 'claim-locks-out-releases',
    breaks: 'Nobody but its holder can release a claim.',
  }),
  heldAgainst('append', {
    id: 'claim-locks-out-appends',
    breaks: 'Nobody but the holder of a claim can append.',
  }),
  heldAgainst('decide', {
    id: 'claim-locks-out-decisions',
    breaks: 'Nobody but the holder of a claim can decide.',
  }),
  {
    id: 'claims-never-expire',
    requirement: 'CLM-3',
    level: 'MUST',
    breaks: 'A claim that has run out is shown as renewed.',
    edits: [
      edit(
        REVIEW,
        'return review.claim !== null && now < review.claim.expires_at ? review.claim : null;',
        'return review.claim && { ...review.claim, expires_at: now < review.claim.expires_at ? review.claim.expires_at : new Date(Date.parse(now) + 900_000).toISOString() };',
      ),
    ],
  },
  {
    id: 'claims-expire-at-half-time',
    requirement: 'CLM-3',
    level: 'SHOULD',
    breaks: 'Reads stop showing a claim at half its time.',
    edits: [
      edit(
        REVIEW,
        'now < review.claim.expires_at',
        'Date.parse(now) * 2 < Date.parse(review.claim.claimed_at) + Date.parse(review.claim.expires_at)',
      ),
    ],
  },
  {
    id: 'release-keeps-the-claim',
    requirement: 'CLM-4',
    level: 'MUST',
    breaks: 'A release succeeds and leaves the claim.',
    edits: [edit(CLAIM, 'change: { claim: null },', 'change: {},')],
  },
  {
    id: 'release-without-a-claim-refused',
    requirement: 'CLM-4',
    level: 'SHOULD',
    breaks: 'A release gets 409 where there is no claim.',
    edits: [
      edit(
        GUARD,
        'return undefined;',
        "return write.operation === 'release' && review.claim === null ? refused(review, { kind: 'already_decided', status }) : undefined;",
      ),
    ],
  },
];
