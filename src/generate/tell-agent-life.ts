import type { JsonObject, ProposedDecision } from '../contract/wire.ts';
import type { AgentEvent, AgentPlan } from '../domain/agent.ts';
import { MINUTE_MS, SECOND_MS } from './calendar.ts';
import type { SnapshotEdit } from './edits.ts';
import type { Life, LifeSetting, Moment } from './life.ts';
import { jittered } from './moments.ts';
import { pathText, type Slip } from './slip.ts';

const FAILURES = [
  'The session ended before the agent could propose.',
  'The document could not be opened: 403 from the file store.',
  'The model refused to continue after three attempts.',
];

const AUTO_THRESHOLD = 0.85;
/** Units: seconds. */
const TIMEOUTS = [600, 900, 1800];

/** Tells of a review that an agent was set on, beside what people did. */
export function tellAgentLife(setting: LifeSetting, human: readonly Moment[]): Life {
  const { shape, draw } = setting;
  const agent: AgentPlan = {
    mode: modeOf(setting),
    autoThreshold: AUTO_THRESHOLD,
    timeoutSeconds: draw.pick(TIMEOUTS),
    script: [],
  };
  const start = event(setting, { kind: 'start' }, [SECOND_MS, 20 * SECOND_MS]);
  switch (shape.agent) {
    case 'none':
    case 'queued':
      return { agent, moments: human };
    case 'running':
      return {
        agent,
        moments: [...human, start],
        lastBeforeMs: jittered(draw, 20 * SECOND_MS, 4 * MINUTE_MS),
      };
    case 'superseded_by_human': {
      // It was at work when a person decided, or had not begun.
      const before = draw.chance(50) ? [start] : [];
      return { agent, moments: [...human.slice(0, -1), ...before, ...human.slice(-1)] };
    }
    case 'failed': {
      const reason = draw.pick(FAILURES);
      const end: AgentEvent = draw.chance(40) ? { kind: 'timeout' } : { kind: 'fail', reason };
      return { agent, moments: [start, event(setting, end, [MINUTE_MS, 5 * MINUTE_MS]), ...human] };
    }
    case 'proposed':
    case 'escalated':
      return { agent, moments: [start, proposing(setting), ...human] };
    case 'submitted':
      return { agent, moments: [...editsBefore(setting, human), start, proposing(setting)] };
  }
}

/** What people edited before the agent submitted: all but what it corrects itself. */
function editsBefore({ history, shape }: LifeSetting, human: readonly Moment[]): readonly Moment[] {
  const edits = human.filter((moment) => moment.isEdit === true);
  return shape.status === 'approved'
    ? edits.slice(0, Math.max(history.edits.length - 1, 0))
    : edits;
}

function modeOf({ shape, draw }: LifeSetting): AgentPlan['mode'] {
  switch (shape.agent) {
    case 'proposed':
      return 'pre_review';
    case 'submitted':
      return draw.pick(['review', 'auto'] as const);
    case 'escalated':
      return 'auto';
    default:
      return draw.pick(['pre_review', 'review', 'auto'] as const);
  }
}

function event(
  { draw, humans }: LifeSetting,
  happening: AgentEvent,
  [fromMs, toMs]: readonly [number, number],
): Moment {
  return {
    waitMs: jittered(draw, fromMs, toMs),
    // The rules let an agent act under its own name; who brings the news does not count.
    actor: draw.pick(humans),
    plan: () => ({ kind: 'agent_event', event: happening }),
  };
}

function proposing(setting: LifeSetting): Moment {
  const proposal = proposalOf(setting);
  return event(setting, { kind: 'propose', proposal, fault: null }, [
    12 * SECOND_MS,
    2 * MINUTE_MS,
  ] as const);
}

function proposalOf(setting: LifeSetting): ProposedDecision {
  const { shape, draw, history } = setting;
  if (shape.agent === 'escalated') {
    return draw.chance(50)
      ? { ...approvalOf(setting, undefined), confidence: draw.int(52, 84) / 100 }
      : escalationOf(setting);
  }
  const confidence = draw.int(86, 98) / 100;
  if (shape.agent === 'submitted' && shape.status === 'rejected') {
    return { approved: false, confidence, evidence: [rejection(setting)] };
  }
  const edit = history.edits.at(-1);
  // What was proposed stays a proposal: people may have done something else.
  const proposed =
    shape.agent === 'submitted' ? edit : draw.chance(70) ? firstRepair(setting) : undefined;
  return { ...approvalOf(setting, proposed), confidence };
}

function firstRepair({ history }: LifeSetting): SnapshotEdit | undefined {
  const [first] = history.edits;
  return first?.slip ? first : undefined;
}

type Item = ProposedDecision['evidence'][number];

const SOURCE = { document_index: 0, page_number: 1 } as const;

function approvalOf({ history }: LifeSetting, edit: SnapshotEdit | undefined) {
  if (edit === undefined) {
    const item = unchanged(history.output);
    return { approved: true, confidence: 1, evidence: [item] } satisfies ProposedDecision;
  }
  const changed = edit.slip ? modified(edit.slip) : undefined;
  return {
    approved: true,
    confidence: 1,
    modified_data: edit.snapshot,
    changed_paths: changed ? [changed.field_path] : [],
    evidence: [changed ?? unchanged(edit.snapshot)],
  } satisfies ProposedDecision;
}

function unchanged(snapshot: JsonObject): Item {
  const [name = 'output', value] = Object.entries(snapshot).at(-1) ?? [];
  return {
    field_path: pathText([name]),
    action: 'approved_unchanged',
    quote: quoted(value),
    source: SOURCE,
  };
}

function modified({ path, right, wrong, why }: Slip): Item {
  return {
    field_path: path.length > 0 ? pathText(path) : '$',
    action: 'modified',
    from_value: wrong,
    to_value: right,
    quote: quoted(right),
    reasoning_brief: `Changed: ${why}.`,
    source: SOURCE,
  };
}

function rejection(setting: LifeSetting): Item {
  const item = unchanged(setting.history.output);
  const reason = setting.draw.pick(setting.reasons);
  return { ...item, action: 'rejected', reasoning_brief: reason };
}

function escalationOf(setting: LifeSetting): ProposedDecision {
  return {
    approved: null,
    escalate: true,
    escalation_reason: setting.draw.pick([
      'Two different totals are printed on page 1.',
      'The signature on page 2 does not match the one on file.',
      'The document is in a language that the workflow was not set up for.',
    ]),
    confidence: setting.draw.int(30, 70) / 100,
    evidence: [unchanged(setting.history.output)],
  };
}

const QUOTE_LENGTH_MAX = 80;

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.slice(0, QUOTE_LENGTH_MAX) || '(blank)';
}
