import type { ComponentChildren } from 'preact';

/** How a badge looks: what it means is always in its words too. */
export type Tone = 'plain' | 'info' | 'wait' | 'good' | 'bad';

/** A word or two in a coloured frame. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

const STATUSES: Readonly<Record<string, readonly [Tone, string]>> = {
  awaiting_review: ['wait', 'Awaiting review'],
  approved: ['good', 'Approved'],
  rejected: ['bad', 'Rejected'],
};

/** Where a review stands. */
export function StatusBadge({ status }: { status: string }) {
  const [tone, word] = STATUSES[status] ?? ['plain', status];
  return <Badge tone={tone}>{word}</Badge>;
}

const AGENT_TONES: Readonly<Record<string, Tone>> = {
  running: 'info',
  proposed: 'info',
  submitted: 'good',
  escalated: 'wait',
  failed: 'bad',
};

/** Where an agent stands. */
export function AgentBadge({ status }: { status: string }) {
  return <Badge tone={AGENT_TONES[status] ?? 'plain'}>Agent {status.replaceAll('_', ' ')}</Badge>;
}

/** The status of a reply, or that there was none. */
export function StatusCode({ status }: { status: number | null }) {
  if (status === null) return <Badge tone="bad">No reply</Badge>;
  const tone = status < 300 ? 'good' : status < 500 ? 'wait' : 'bad';
  return <Badge tone={tone}>{status}</Badge>;
}
