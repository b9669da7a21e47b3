import { edit, type Mutant } from './mutant.ts';

const RESOLVE = 'src/domain/resolve.ts';

/** Servers whose surfaces do not show one state. */
export const SURFACE_MUTANTS: readonly Mutant[] = [
  {
    id: 'edited-versions-on-one-surface',
    requirement: 'X-1',
    level: 'SHOULD',
    breaks: 'The resource surface does not list versions by people.',
    edits: [
      edit(
        'src/views/resource.ts',
        'return versionNodes(review).map((node)',
        "return versionNodes(review).filter((node) => node.version.origin !== 'human_edit').map((node)",
      ),
    ],
  },
  {
    id: 'approval-shown-on-its-on-seq',
    requirement: 'X-1',
    level: 'SHOULD',
    breaks: 'The version of an overlay approval is that of its `on_seq`.',
    edits: [edit(RESOLVE, 'decision.effective_seq ?? decision.on_seq', 'decision.on_seq')],
  },
  {
    id: 'resource-approval-is-of-the-head',
    requirement: 'X-1',
    level: 'SHOULD',
    breaks: 'An approval on the resource surface is of the head.',
    edits: [edit(RESOLVE, 'onSeq: node.version.seq,', 'onSeq: review.versions.length - 1,')],
  },
  {
    id: 'resource-approval-goes-on-with-the-model-output',
    requirement: 'X-1',
    level: 'SHOULD',
    breaks: 'After an approval on the resource surface version 0 is the effective one.',
    edits: [
      edit(RESOLVE, 'onSeq: node.version.seq,', 'onSeq: node.version.seq,\n    effectiveSeq: 0,'),
    ],
  },
  {
    id: 'resource-decision-keeps-rev',
    requirement: 'X-2',
    level: 'SHOULD',
    breaks: 'A decision on the resource surface leaves `rev` as it was.',
    edits: [
      edit(RESOLVE, 'return done(decided, {', 'return done({ ...decided, rev: review.rev }, {'),
    ],
  },
  {
    id: 'hil-decision-keeps-rev',
    requirement: 'X-2',
    level: 'SHOULD',
    breaks: 'A decision on the agent surface leaves `rev` as it was.',
    edits: [
      edit(
        'src/domain/hil-decide.ts',
        'return done(decided(review, body, env), {',
        'return done({ ...decided(review, body, env), rev: review.rev }, {',
      ),
    ],
  },
  {
    id: 'agent-decision-keeps-rev',
    requirement: 'X-2',
    level: 'SHOULD',
    breaks: "An agent's own decision leaves `rev` as it was.",
    edits: [
      edit(
        'src/domain/agent-event.ts',
        '? submit(review, proposed, { proposal, env })',
        '? { ...submit(review, proposed, { proposal, env }), rev: review.rev }',
      ),
    ],
  },
];
