import { useState } from 'preact/hooks';
import { sentencesOf, statusWord } from '../model/reply-text.ts';
import type { AskedRequest } from '../model/review-requests.ts';
import { isDone, type Outcome } from './connection.ts';
import { useSession } from './session.ts';

/** Something asked of the mock, and what came of it. */
export interface Acting {
  /** Undefined before anything was asked. */
  readonly outcome: Outcome | undefined;
  readonly isBusy: boolean;
  /** Resolves to whether it was done. */
  readonly act: (asked: AskedRequest, key?: string) => Promise<boolean>;
}

/** Asks the mock for something, keeps its reply, and says it to who does not see the page. */
export function useAct(): Acting {
  const { connection, announce } = useSession();
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);
  const act = async (asked: AskedRequest, key?: string) => {
    setBusy(true);
    const answered = await connection.send(asked, key);
    setBusy(false);
    setOutcome(answered);
    announce(summaryOf(answered));
    return isDone(answered);
  };
  return { outcome, isBusy, act };
}

function summaryOf(outcome: Outcome): string {
  if (outcome.kind === 'unreachable') return 'The mock does not answer.';
  const { status, body } = outcome;
  return [`${status} ${statusWord(status)}.`, ...sentencesOf(status, body)].join(' ');
}
