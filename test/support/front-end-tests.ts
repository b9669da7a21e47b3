import { createTestSpace, type TestSpace } from '../../src/testing/test-space.ts';

/** Where a front end finds the API, and with what it asks. */
export interface FrontEndPlace {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Without a slash at its end. */
  readonly url: string;
}

/** What a front end's test does, and what it must see: both cross from a browser to the runner. */
export interface FrontEndTest {
  readonly name: string;
  readonly run: (place: FrontEndPlace) => Promise<unknown>;
  readonly expected: unknown;
}

const STALE =
  'Stale version_stamp: overlay is at rev 2, request sent rev 1. Re-read the overlay and retry.';

/** The same tests for every place that the mock runs in. It must start with the scenario `seeds`. */
export const FRONT_END_TESTS: readonly FrontEndTest[] = [
  {
    name: 'the example review is read',
    run: readExample,
    expected: { status: 200, id: 'run_abc123:block_extract', rev: 3, review: 'awaiting_review' },
  },
  {
    name: 'of two claims with one stamp one wins',
    run: claimTwice,
    expected: { statuses: [200, 409], rev: 2, refusal: STALE },
  },
  {
    name: 'a repeated approval is applied once',
    run: approveTwice,
    expected: { submissions: ['accepted', 'already_applied'], decisions: 1, rev: 2 },
  },
  {
    name: 'a claim runs out',
    run: outliveClaim,
    expected: { claimed: 200, isHeldBefore: true, isHeldAfter: false },
  },
  {
    name: 'a decision whose reply is lost is found by its repeat',
    run: loseReply,
    expected: { lost: 'TypeError', repeat: 'already_applied', decisions: 1, rev: 2 },
  },
];

async function readExample({ fetch, url }: FrontEndPlace): Promise<unknown> {
  const headers = { authorization: 'Bearer dana' };
  const path = '/v1/workflows/reviews/run_abc123/block_extract';
  const response = await fetch(new Request(url + path, { headers }));
  const { _id, rev, status } = await response.json();
  return { status: response.status, id: _id, rev, review: status };
}

function claimTwice(place: FrontEndPlace): Promise<unknown> {
  return inSpace(place, 'claims', async (space) => {
    const review = await space.openReview();
    const claims = await Promise.all(
      ['dana', 'omar'].map((key) => space.asActor(key).claim(review, { stamp: 1 })),
    );
    const refused = claims.find(({ status }) => status === 409);
    const { body } = await space.asActor('dana').read(review);
    const statuses = claims.map(({ status }) => status).toSorted();
    return { statuses, rev: body.rev, refusal: refused?.body.detail };
  });
}

function approveTwice(place: FrontEndPlace): Promise<unknown> {
  return inSpace(place, 'approvals', async (space) => {
    const review = await space.openReview();
    const dana = space.asActor('dana');
    const command = { stamp: 1, command_id: 'approve-once' };
    const replies = [await dana.approve(review, command), await dana.approve(review, command)];
    const { body } = await dana.read(review);
    const submissions = replies.map((reply) => reply.body.submission_status);
    return { submissions, decisions: body.decisions.length, rev: body.rev };
  });
}

function outliveClaim(place: FrontEndPlace): Promise<unknown> {
  return inSpace(place, 'clock', async (space) => {
    await space.clock.freeze();
    const review = await space.openReview();
    const dana = space.asActor('dana');
    const isHeld = async () => (await dana.read(review)).body.claim !== null;
    const { status: claimed } = await dana.claim(review, { ttl_seconds: 60 });
    await space.clock.advance(59_999);
    const isHeldBefore = await isHeld();
    await space.clock.advance(1);
    return { claimed, isHeldBefore, isHeldAfter: await isHeld() };
  });
}

function loseReply(place: FrontEndPlace): Promise<unknown> {
  return inSpace(place, 'faults', async (space) => {
    const review = await space.openReview();
    const dana = space.asActor('dana');
    const match = { operation: 'submit_decision' };
    await space.setFaults([{ match, fault: 'drop_after', times: 1 }]);
    const command = { stamp: 1, command_id: 'approve-lost' };
    const lost = await dana.approve(review, command).then(
      ({ status }) => status,
      (error: Error) => error.name,
    );
    const repeat = await dana.approve(review, command);
    const { body } = await dana.read(review);
    const { submission_status } = repeat.body;
    return { lost, repeat: submission_status, decisions: body.decisions.length, rev: body.rev };
  });
}

async function inSpace(
  place: FrontEndPlace,
  name: string,
  run: (space: TestSpace) => Promise<unknown>,
): Promise<unknown> {
  const space = createTestSpace({ ...place, name });
  try {
    return await run(space);
  } finally {
    await space.close();
  }
}
