import type { AgentEventRequest } from '../../contract/control-contract.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Surface } from '../../contract/operations.ts';
import type { Capability } from '../rig.ts';
import { overlayIn, shown } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';
import { decide } from './verdicts.ts';
import { add, added, rootOf } from './version-tree.ts';

const CONFLICT = 409;

interface Write {
  readonly name: string;
  readonly surface: Exclude<Surface, 'overlay'>;
  readonly needs?: readonly Capability[];
  readonly gate?: GateSpec;
  readonly write: (trial: Trial, review: Subject) => Promise<unknown>;
  readonly isSmoke?: boolean;
}

const PROPOSAL = {
  approved: true,
  confidence: 0.95,
  evidence: [
    {
      field_path: 'total_amount',
      action: 'approved_unchanged',
      quote: '505',
      source: { document_index: 0 },
    },
  ],
};

/** Writes that no stamp guards. Source: X-2. */
const WRITES: readonly Write[] = [
  {
    name: 'create',
    surface: 'resource',
    isSmoke: true,
    write: async (trial, review) => {
      const { id: parentId } = await rootOf(trial, review);
      return add(trial, review, { parentId, snapshot: { total_amount: 325 } });
    },
  },
  ...(['approved', 'rejected'] as const).map((verdict): Write => ({
    name: verdict,
    surface: 'resource',
    isSmoke: verdict === 'approved',
    write: async (trial, review) => {
      const { id: versionId } = await rootOf(trial, review);
      return decide(trial, review, { verdict, versionId });
    },
  })),
  ...[{ approved: true }, { approved: false }, { approved: true, modified_data: { a: 1 } }].map(
    (body, index): Write => ({
      name: `hil-decision-${index + 1}`,
      surface: 'agent',
      write: ({ a }, review) => a.hilDecide(review, body),
    }),
  ),
  {
    name: 'decision-of-an-agent',
    surface: 'agent',
    needs: ['gates', 'agents'],
    gate: { agent: { mode: 'review' } } as GateSpec,
    write: async (trial, review) => {
      await trial.agentEvent(review, { event: 'start' } as AgentEventRequest);
      const proposal = { event: 'propose', proposal: PROPOSAL };
      return trial.agentEvent(review, proposal as unknown as AgentEventRequest);
    },
  },
];

/** A write through any surface moves `rev`. Source: X-2. */
export const MOVED_REV_CHECKS: readonly Check[] = [
  ...WRITES.map((each): Check => ({
    id: `X-2/${each.name}-makes-stamps-stale`,
    also: ['REV-6'],
    phase: 'tables',
    surfaces: ['overlay', each.surface],
    ...(each.needs === undefined ? {} : { needs: each.needs }),
    ...(each.isSmoke === true ? {} : { from: 'ci' }),
    run: (trial) => makesStale(trial, each),
  })),
  {
    id: 'X-2/each-of-several-writes-counts',
    also: ['REV-6'],
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: severalWrites,
  },
];

async function makesStale(trial: Trial, { name, gate, write }: Write): Promise<void> {
  const { a, b, open, must, should } = trial;
  const review = await open(gate);
  const read = await a.read(review);
  const { rev: stamp } = overlayIn(read);
  const answered = await write(trial, review);
  const reread = await a.read(review);
  const { rev } = overlayIn(reread);
  const witness = [read, ...trial.history(review).slice(-2)];
  const words = () => ({
    expected: `a rev above ${stamp}`,
    got: shown({ rev, answered }),
    witness,
  });
  const hasMoved = should.holds('X-2', rev > stamp, () => ({
    sentence: `rev is ${rev} after ${name}, and was ${stamp} before`,
    ...words(),
  }));
  if (hasMoved) {
    must.equal('REV-6', witness, { what: `rev after ${name}`, got: rev, expected: stamp + 1 });
  }
  const stale = await b.claim(review, { version_stamp: stamp });
  should.status('X-2', stale, { is: CONFLICT, when: `to the stamp from before ${name}` });
}

async function severalWrites(trial: Trial): Promise<void> {
  const { a, b, open, should } = trial;
  const review = await open();
  const { rev: first } = overlayIn(await a.read(review));
  const { id: rootId } = await rootOf(trial, review);
  const one = await added(trial, review, { parentId: rootId, snapshot: { one: 1 } });
  const two = await added(trial, review, { parentId: one.id, snapshot: { two: 1 } });
  // A repeat is no write, and leaves the stamp as good as it was.
  await added(trial, review, { parentId: rootId, snapshot: { one: 1 } });
  for (const stamp of [first, first + 1]) {
    const stale = await b.append(review, { version_stamp: stamp, snapshot: { late: stamp } });
    should.status('X-2', stale, { is: CONFLICT, when: 'to a stamp from between two versions' });
  }
  const claimed = await b.claim(review, { version_stamp: first + 2 });
  should.status('X-2', claimed, { is: 200, when: 'to the stamp after two versions' });
  await decide(trial, review, { verdict: 'approved', versionId: two.id });
  const read = await a.read(review);
  should.equal('X-2', [claimed, read], {
    what: 'rev after two versions, a claim and an approval',
    got: overlayIn(read).rev,
    expected: first + 4,
  });
}
