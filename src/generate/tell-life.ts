import type { Actor } from '../contract/wire.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './calendar.ts';
import type { SnapshotEdit } from './edits.ts';
import type { Life, LifeSetting, Moment, Plan } from './life.ts';
import {
  appending,
  approving,
  approvingByVersion,
  claiming,
  jittered,
  rejecting,
  rejectingByVersion,
  releasing,
  reopening,
  stale,
  untilLooked,
  whileEditing,
  type Appending,
} from './moments.ts';
import { tellAgentLife } from './tell-agent-life.ts';

/** Tells how a review gets where its shape says. */
export function tellLife(setting: LifeSetting): Life {
  const { shape } = setting;
  if (shape.agent !== 'none') return tellAgentLife(setting, humanMoments(setting));
  switch (shape.story) {
    case 'expiring_claim':
      return tellExpiringClaim(setting);
    case 'contested':
      return tellContested(setting);
    case 'superseded_branch':
      return tellBranches(setting);
    case 'long_history':
      return tellLongHistory(setting);
    case 'reopened':
      return tellReopened(setting);
    case null:
      return tellPlainly(setting);
  }
}

/** An edit by whoever makes it: an agent's is marked as such. */
function editing(
  { draw }: LifeSetting,
  [actor, edit]: readonly [Actor, SnapshotEdit],
  how: Appending = {},
): Moment {
  const origin = actor.kind === 'human' ? {} : ({ origin: 'agent_edit' } as const);
  return {
    waitMs: whileEditing(draw),
    actor,
    plan: appending(edit, draw, { ...origin, ...how }),
    isEdit: true,
  };
}

/** The decision of the shape; none while it waits. */
function deciding(setting: LifeSetting, actor: Actor, lastEdit?: SnapshotEdit): readonly Moment[] {
  const plan = decisionPlan(setting, lastEdit);
  return plan ? [{ waitMs: whileEditing(setting.draw), actor, plan }] : [];
}

function decisionPlan(setting: LifeSetting, lastEdit?: SnapshotEdit): Plan | undefined {
  const { shape, draw, history } = setting;
  // There versions are known by content: who goes back to an earlier one leaves a branch behind.
  const isPlain = history.edits.every(
    ({ slip }, index) =>
      slip !== null && history.edits.findIndex((each) => each.slip === slip) === index,
  );
  const isByVersion =
    lastEdit === undefined &&
    isPlain &&
    shape.blockType !== 'conditional' &&
    shape.story === null &&
    draw.chance(25);
  switch (shape.status) {
    case 'awaiting_review':
      return undefined;
    case 'approved':
      if (isByVersion) return approvingByVersion;
      return approving(draw, lastEdit);
    case 'rejected': {
      const reason = draw.pick(setting.reasons);
      return isByVersion ? rejectingByVersion(reason) : rejecting(draw, reason);
    }
  }
}

const TTL_SECONDS = [undefined, undefined, 1800, 3600, 14_400];
/** A claim of a quarter of an hour, the API's default, with a minute left. Units: milliseconds. */
const ALMOST_EXPIRED_MS = 14 * MINUTE_MS;

function claim(setting: LifeSetting, actor: Actor): Moment {
  const { draw } = setting;
  return { waitMs: untilLooked(draw), actor, plan: claiming(draw.pick(TTL_SECONDS)) };
}

/** Two people, two different ones where there are two. */
function pairOf({ draw, humans }: LifeSetting): readonly [Actor, Actor] {
  const [first, second] = draw.some(humans, 2);
  const one = first ?? draw.pick(humans);
  return draw.chance(50) ? [one, second ?? one] : [second ?? one, one];
}

/** What people do where nothing special happens: the moments before the decision, and it. */
function humanMoments(setting: LifeSetting): readonly Moment[] {
  const { shape, history, draw } = setting;
  const [actor, other] = pairOf(setting);
  const isDecided = shape.status !== 'awaiting_review';
  const isTouched = isDecided || history.edits.length > 0;
  // A third of the approvals correct and approve at once.
  const isAtOnce = shape.status === 'approved' && actor.kind === 'human' && draw.chance(33);
  const last = isAtOnce ? history.edits.at(-1) : undefined;
  const edits = last ? history.edits.slice(0, -1) : history.edits;
  const decider = draw.chance(80) ? actor : other;
  return [
    ...(draw.chance(isTouched ? 55 : 20) ? [claim(setting, actor)] : []),
    ...edits.map((edit) => editing(setting, [actor, edit])),
    ...(!isDecided && isTouched && draw.chance(30)
      ? [{ waitMs: whileEditing(draw), actor, plan: releasing }]
      : []),
    ...deciding(setting, decider, last),
  ];
}

function tellPlainly(setting: LifeSetting): Life {
  const { shape, draw } = setting;
  const isFresh = shape.status === 'awaiting_review' && draw.chance(45);
  return {
    agent: null,
    moments: humanMoments(setting),
    lastBeforeMs: isFresh ? jittered(draw, MINUTE_MS, 12 * MINUTE_MS) : undefined,
  };
}

function tellExpiringClaim(setting: LifeSetting): Life {
  const [actor] = pairOf(setting);
  const edits = setting.history.edits.map((edit) => editing(setting, [actor, edit]));
  return {
    agent: null,
    moments: [...edits, { waitMs: untilLooked(setting.draw), actor, plan: claiming() }],
    lastBeforeMs: ALMOST_EXPIRED_MS,
  };
}

/** Two people at once: one claims over the other, each meets the other's writes. */
function tellContested(setting: LifeSetting): Life {
  const { history, draw } = setting;
  const [one, other] = pairOf(setting);
  const [first, ...rest] = history.edits;
  const losing = (actor: Actor, plan: Plan): Moment => ({
    waitMs: jittered(draw, 4 * SECOND_MS, 50 * SECOND_MS),
    actor,
    plan: stale(plan),
    isRefused: true,
  });
  const late = first ? [losing(other, appending(first, draw))] : [];
  return {
    agent: null,
    moments: [
      claim(setting, one),
      { waitMs: jittered(draw, MINUTE_MS, 8 * MINUTE_MS), actor: other, plan: claiming() },
      ...(first ? [editing(setting, [one, first])] : []),
      ...late,
      ...rest.map((edit) => editing(setting, [other, edit])),
      losing(one, approving(draw)),
      ...deciding(setting, other),
    ],
    lastBeforeMs: undefined,
  };
}

/** Two people start from the model's output; one of the two branches is left behind. */
function tellBranches(setting: LifeSetting): Life {
  const { history } = setting;
  const [one, other] = pairOf(setting);
  const moments = history.edits.map((edit, index) =>
    editing(setting, [index % 2 === 0 ? one : other, edit], index < 2 ? { parentSeq: 0 } : {}),
  );
  return {
    agent: null,
    moments: [claim(setting, one), ...moments, ...deciding(setting, other)],
  };
}

/** Days of claims, edits and releases by several people, decided once too early. */
function tellLongHistory(setting: LifeSetting): Life {
  const { history, draw, humans } = setting;
  const half = Math.floor(history.edits.length / 2);
  const turns = history.edits.flatMap((edit, index): Moment[] => {
    const actor = draw.pick(humans);
    const turn = [
      { waitMs: jittered(draw, HOUR_MS, 20 * HOUR_MS), actor, plan: claiming() },
      editing(setting, [actor, edit]),
      { waitMs: whileEditing(draw), actor, plan: releasing },
    ];
    if (index !== half) return turn;
    const rejection = rejecting(draw, 'Waiting for a better scan from the vendor.');
    return [
      ...turn,
      { waitMs: whileEditing(draw), actor, plan: rejection },
      { waitMs: jittered(draw, HOUR_MS, 30 * HOUR_MS), actor: draw.pick(humans), plan: reopening },
    ];
  });
  return { agent: null, moments: [...turns, ...deciding(setting, draw.pick(humans))] };
}

/** Decided once already, and taken back. */
function tellReopened(setting: LifeSetting): Life {
  const { history, draw } = setting;
  const [actor, other] = pairOf(setting);
  const plan = draw.chance(50) ? approving(draw) : rejecting(draw, draw.pick(setting.reasons));
  return {
    agent: null,
    moments: [
      claim(setting, actor),
      ...history.edits.map((edit) => editing(setting, [actor, edit])),
      { waitMs: whileEditing(draw), actor, plan },
      { waitMs: untilLooked(draw), actor: other, plan: reopening },
    ],
  };
}
