/** The review that `review-kit mock` starts with. */
const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';

type Body = Readonly<Record<string, unknown>>;

/** One client with a key of its own. */
function clientAt(url: string, key: string) {
  const headers = { 'Api-Key': key, 'Content-Type': 'application/json' };
  const post = async (verb: string, body: Body) => {
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}${OVERLAY}/${verb}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const read = async () => {
    const response = await fetch(url + OVERLAY, { headers });
    return (await response.json()) as { readonly rev: number };
  };
  return { post, read };
}

/** Makes four mistakes, each under a key of its own; answers the statuses they got. */
export async function makeFourMistakes(url: string): Promise<Readonly<Record<string, number[]>>> {
  const stranger = clientAt(url, 'stranger-key');
  const clumsy = clientAt(url, 'clumsy-key');
  const stubborn = clientAt(url, 'stubborn-key');
  const hasty = clientAt(url, 'hasty-key');

  const unread = await stranger.post('claim', { version_stamp: 3 });

  const { rev } = await clumsy.read();
  const malformed = await clumsy.post('claim', { version_stamp: String(rev) });

  await stubborn.read();
  await clumsy.post('claim', { version_stamp: rev });
  const refused = await stubborn.post('release', { version_stamp: rev });
  const again = await stubborn.post('release', { version_stamp: rev });

  const seen = await hasty.read();
  const decision = { verdict: 'approved', version_stamp: seen.rev };
  const decided = await hasty.post('decision', decision);
  const repeated = await hasty.post('decision', decision);
  return {
    unread: [unread.status],
    malformed: [malformed.status],
    stale: [refused.status, again.status],
    repeated: [decided.status, repeated.status],
  };
}

/** Does all that a client may do, with a conflict and a repeat on the way, and nothing wrong. */
export async function doNothingWrong(url: string): Promise<number[]> {
  const ann = clientAt(url, 'ann-key-4711');
  const bob = clientAt(url, 'bob-key-4711');
  const { rev } = await ann.read();
  await bob.read();
  const claimed = await bob.post('claim', { version_stamp: rev });
  const edit = { snapshot: { total_amount: 1 }, command_id: 'edit-1' };
  const refused = await ann.post('versions', { ...edit, version_stamp: rev });
  const { rev: next } = await ann.read();
  const edited = await ann.post('versions', { ...edit, version_stamp: next });
  const repeated = await ann.post('versions', { ...edit, version_stamp: next });
  const decision = { verdict: 'approved', command_id: 'decision-1' };
  const decided = await ann.post('decision', { ...decision, version_stamp: next + 1 });
  return [claimed, refused, edited, repeated, decided].map(({ status }) => status);
}
