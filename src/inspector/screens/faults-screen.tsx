import { useCallback } from 'preact/hooks';
import type { LiveNews } from '../data/live.ts';
import { useAct } from '../data/use-act.ts';
import { useRead } from '../data/use-read.ts';
import { givenRule, ruleText, type FaultRule, type ListedFaultRule } from '../model/fault-rule.ts';
import { Empty, Failure, Loading } from '../parts/notices.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';
import { FaultRuleForm } from './fault-rule-form.tsx';

const PATH = '/__control/faults';

/** The faults that the mock makes on purpose: what there are, how often they struck, and new ones. */
export function FaultsScreen() {
  // A request may have used one up.
  const isOld = useCallback(
    (news: LiveNews) =>
      news.kind === 'open' ||
      (news.kind === 'event' && ['request', 'faults', 'reset'].includes(news.name)),
    [],
  );
  const [reading, again] = useRead<{ readonly rules: readonly ListedFaultRule[] }>(PATH, isOld);
  const { outcome, isBusy, act } = useAct();
  if (reading.kind === 'loading') return <Loading what="the faults" />;
  if (reading.kind === 'failed') return <Failure detail={reading.detail} onRetry={again} />;
  const { rules } = reading.value;
  const put = async (next: readonly FaultRule[]) => {
    await act({ method: 'PUT', path: PATH, body: { rules: next } });
    again();
  };
  const clear = async () => {
    await act({ method: 'DELETE', path: PATH });
    again();
  };
  return (
    <div class="two-columns">
      <Panel
        title="Rules"
        tools={
          rules.length > 0 && (
            <button type="button" class="button" disabled={isBusy} onClick={() => void clear()}>
              Delete all
            </button>
          )
        }
      >
        {rules.length === 0 ? (
          <Empty title="No faults: every request is answered as it should be." />
        ) : (
          <RuleTable rules={rules} onKeep={(kept) => void put(kept.map(givenRule))} />
        )}
        <ReplyView outcome={outcome} />
      </Panel>
      <Panel title="Add a rule">
        <FaultRuleForm
          isBusy={isBusy}
          onAdd={(rule) => void put([...rules.map(givenRule), rule])}
        />
      </Panel>
    </div>
  );
}

function RuleTable(props: {
  readonly rules: readonly ListedFaultRule[];
  readonly onKeep: (rules: readonly ListedFaultRule[]) => void;
}) {
  const { rules, onKeep } = props;
  return (
    <table role="table" class="list rules" aria-label="Fault rules">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Rule
          </th>
          <th role="columnheader" scope="col">
            Hits
          </th>
          <th role="columnheader" scope="col">
            Remaining
          </th>
          <th role="columnheader" scope="col">
            <span class="unseen">Delete</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rules.map((rule) => (
          <tr role="row" key={rule.id}>
            <td role="cell" class="cell-main">
              {ruleText(rule)}
              <span class="ids">{rule.fault}</span>
            </td>
            <td role="cell" data-label="Hits" class="number">
              {rule.hits}
            </td>
            <td role="cell" data-label="Remaining" class="number">
              {rule.remaining ?? 'no end'}
            </td>
            <td role="cell">
              <button
                type="button"
                class="button button-quiet"
                aria-label={`Delete the rule ${ruleText(rule)}`}
                onClick={() => onKeep(rules.filter((each) => each.id !== rule.id))}
              >
                Delete
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
