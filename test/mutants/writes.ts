import { edit, type Mutant } from './mutant.ts';

const WRITE = 'src/domain/write.ts';
const CLAIM = 'src/domain/claim.ts';
const RULE = 'src/domain/rule.ts';
const OVERLAY_HANDLERS = 'src/mock/overlay-handlers.ts';
const OPEN = 'src/domain/open.ts';

/** Servers that count writes wrongly. */
const REVS: readonly Mutant[] = [
  {
    id: 'release-does-not-move-rev',
    requirement: 'REV-6',
    level: 'MUST',
    breaks: 'A release of a held claim leaves `rev` as it was.',
    edits: [
      edit(
        CLAIM,
        "    write(review, env, { change: { claim: null }, acts: [{ action: 'released', detail: {} }] }),",
        "    { ...write(review, env, { change: { claim: null }, acts: [{ action: 'released', detail: {} }] }), rev: review.rev },",
      ),
    ],
  },
  {
    id: 'claim-moves-rev-by-two',
    requirement: 'REV-6',
    level: 'MUST',
    breaks: 'A claim moves `rev` by two.',
    edits: [
      edit(
        WRITE,
        'const rev = review.rev + 1;',
        "const rev = review.rev + (acts[0]?.action === 'claimed' ? 2 : 1);",
      ),
    ],
  },
  {
    id: 'read-moves-rev',
    requirement: 'REV-6',
    level: 'MUST',
    breaks: 'A GET of the overlay moves `rev`.',
    edits: [
      edit(
        OVERLAY_HANDLERS,
        'const review = await call.world.store.find(addressOf(call));',
        'const { before: review } = await call.world.store.update(addressOf(call), (found) => ({ review: found && { ...found, rev: found.rev + 1 }, result: { ok: true, value: null } }));',
      ),
    ],
  },
  {
    id: 'expiry-moves-rev',
    requirement: 'REV-6',
    level: 'MUST',
    breaks: 'A read after a claim has run out shows the next `rev`.',
    edits: [
      edit(
        'src/views/overlay.ts',
        'rev: review.rev,',
        'rev: review.rev + (review.claim !== null && liveClaim(review, now) === null ? 1 : 0),',
      ),
    ],
  },
  {
    id: 'created-version-does-not-move-rev',
    requirement: 'REV-6',
    level: 'MUST',
    breaks: 'A version created on the resource surface leaves `rev` as it was.',
    edits: [
      edit(
        'src/domain/create-version.ts',
        'return done(write(review, env, { change: { versions }, acts: [versionAdded(version)] }), {',
        'return done({ ...write(review, env, { change: { versions }, acts: [versionAdded(version)] }), rev: review.rev }, {',
      ),
    ],
  },
  {
    id: 'approving-an-edit-moves-rev-twice',
    requirement: 'REV-6',
    level: 'SHOULD',
    breaks: 'An approval with edits is two writes.',
    edits: [
      edit(
        RULE,
        'return write(review, env, { change: Object.assign(change, { versions, commands }), acts });',
        'const first = version ? write(review, env, { change: { versions }, acts: acts.slice(0, 1) }) : review;\n  return write(first, env, { change: { ...change, versions, commands }, acts: acts.slice(-1) });',
      ),
    ],
  },
];

/** Servers that audit wrongly. */
const AUDITS: readonly Mutant[] = [
  {
    id: 'opening-not-audited',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'The opening leaves no audit entry.',
    edits: [edit(OPEN, 'audit: [fired],', 'audit: [],')],
  },
  {
    id: 'claim-not-audited',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'A claim leaves no audit entry.',
    edits: [
      edit(
        CLAIM,
        "acts: [{ action: 'claimed', detail }]",
        'acts: [{ action: "claimed", detail }].slice(1)',
      ),
    ],
  },
  {
    id: 'release-not-audited',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'A release leaves no audit entry.',
    edits: [edit(CLAIM, "acts: [{ action: 'released', detail: {} }]", 'acts: []')],
  },
  {
    id: 'append-not-audited',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'An append leaves no audit entry.',
    edits: [edit('src/domain/append.ts', 'acts: [versionAdded(version)]', 'acts: []')],
  },
  {
    id: 'decision-not-audited',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'A decision leaves no audit entry.',
    edits: [edit(RULE, '[versionAdded(version), act] : [act];', '[versionAdded(version)] : [];')],
  },
  {
    id: 'audit-names-the-system',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'Every audit entry names the system as its actor.',
    edits: [
      edit(
        WRITE,
        'actor: env.actor,',
        "actor: { kind: 'human', id: 'system', display_name: 'System' },",
      ),
    ],
  },
  {
    id: 'decision-audited-as-the-holders',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'The audit entry of a decision names whoever held the claim.',
    edits: [
      edit(
        WRITE,
        'entry(env, act, { at, revObserved',
        "entry(act.action === 'decision_made' && review.claim ? { ...env, actor: review.claim.holder } : env, act, { at, revObserved",
      ),
    ],
  },
  {
    id: 'audit-dated-at-the-opening',
    requirement: 'REV-8',
    level: 'MUST',
    breaks: 'Every audit entry has the time of the opening.',
    edits: [
      edit(
        WRITE,
        '{ at, revObserved: review.rev,',
        '{ at: review.created_at, revObserved: review.rev,',
      ),
    ],
  },
  {
    id: 'decision-event-misnamed',
    requirement: 'REV-8',
    level: 'SHOULD',
    breaks: 'The event of a decision is `claimed`.',
    edits: [edit(WRITE, "decision_made: 'decided',", "decision_made: 'claimed',")],
  },
  {
    id: 'audit-observes-the-result',
    requirement: 'REV-8',
    level: 'SHOULD',
    breaks: 'An audit entry says that it observed the `rev` it led to.',
    edits: [
      edit(WRITE, 'revObserved: review.rev, revResult: rev', 'revObserved: rev, revResult: rev'),
    ],
  },
];

/** Servers that count or audit writes wrongly. */
export const WRITE_MUTANTS: readonly Mutant[] = [...REVS, ...AUDITS];
