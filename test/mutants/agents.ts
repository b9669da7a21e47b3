import { edit, type Mutant } from './mutant.ts';

const AGENT = 'src/domain/agent.ts';
const EVENT = 'src/domain/agent-event.ts';
const HANDLERS = 'src/mock/agent-handlers.ts';
const WRITE = 'src/domain/write.ts';

type Given = Pick<Mutant, 'id' | 'breaks' | 'edits'>;

function must(requirement: string, given: Given): Mutant {
  return { ...given, requirement, level: 'MUST' };
}

/** Servers whose agents live wrongly. */
export const AGENT_MUTANTS: readonly Mutant[] = [
  must('AGT-1', {
    id: 'no-agent-is-null',
    breaks: 'An agent review that was never spawned is null, with 200.',
    edits: [edit(HANDLERS, ': noAgent(runId, blockId);', ': ok(null);')],
  }),
  must('AGT-1', {
    id: 'queued-agent-not-shown',
    breaks: 'An agent review is 404 until the agent runs.',
    edits: [
      edit(
        HANDLERS,
        'return review?.agent ?',
        "return review?.agent && review.agent.status !== 'queued' ?",
      ),
    ],
  }),
  must('AGT-2', {
    id: 'queued-agent-proposes',
    breaks: 'A proposal is taken while the agent is queued.',
    edits: [edit(EVENT, "return agent.status === 'running';", 'return !isTerminal(agent);')],
  }),
  must('AGT-2', {
    id: 'agent-starts-again',
    breaks: 'An agent that is done can be started again.',
    edits: [edit(EVENT, "return agent.status === 'queued';", "return agent.status !== 'running';")],
  }),
  must('AGT-2', {
    id: 'finished-agent-fails',
    breaks: 'An agent that is done can fail.',
    edits: [edit(EVENT, 'return !isTerminal(agent);', "return agent.status !== 'failed';")],
  }),
  must('AGT-2', {
    id: 'threshold-changes-at-the-start',
    breaks: '`auto_threshold` changes when the agent starts.',
    edits: [
      edit(
        EVENT,
        "status: 'running',",
        "status: 'running',\n        auto_threshold: agent.auto_threshold / 2,",
      ),
    ],
  }),
  must('AGT-2', {
    id: 'timeout-shrinks-at-the-start',
    breaks: '`timeout_seconds` changes when the agent starts.',
    edits: [
      edit(
        EVENT,
        "status: 'running',",
        "status: 'running',\n        timeout_seconds: Math.max(30, agent.timeout_seconds - 1),",
      ),
    ],
  }),
  must('AGT-2', {
    id: 'proposal-superseded-by-a-human',
    breaks: 'A human decision supersedes an agent that has proposed.',
    edits: [
      edit(
        AGENT,
        'if (agent === null || isTerminal(agent)) return agent;',
        "if (agent === null || (isTerminal(agent) && agent.status !== 'proposed')) return agent;",
      ),
    ],
  }),
  must('AGT-5', {
    id: 'agent-goes-on-after-a-human-decision',
    breaks: 'A human decision leaves the agent as it was.',
    edits: [
      edit(
        WRITE,
        'agent: supersededAgent(review.agent, at),',
        'agent: review.agent && supersededAgent ? review.agent : null,',
      ),
    ],
  }),
  must('AGT-5', {
    id: 'agent-goes-on-after-a-resource-decision',
    breaks: 'A decision on the resource surface leaves the agent as it was.',
    edits: [
      edit(
        'src/domain/resolve.ts',
        'return done(decided, {',
        'return done({ ...decided, agent: review.agent }, {',
      ),
    ],
  }),
  must('AGT-5', {
    id: 'queued-agent-not-superseded',
    breaks: 'A human decision leaves an agent that is still queued.',
    edits: [
      edit(
        AGENT,
        'if (agent === null || isTerminal(agent)) return agent;',
        "if (agent === null || agent.status !== 'running') return agent;",
      ),
    ],
  }),
];
