/**
 * A plain validated server, as a yardstick: fastify, its ajv, and a Map with compare-and-swap.
 * Run as a process of its own: `node fastify-server.js SAMPLES.json REVIEWS FASTIFY_DIRECTORY`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readSamples } from './samples.ts';

/** The little of fastify that is used; it is installed for the measurement alone. */
interface Request {
  readonly params: { readonly run: string };
  readonly body: { readonly version_stamp: number };
}
interface Reply {
  readonly code: (status: number) => Reply;
}
type Handler = (request: Request, reply: Reply) => unknown;
interface App {
  readonly get: (path: string, options: object, handler: Handler) => void;
  readonly post: (path: string, options: object, handler: Handler) => void;
  readonly addHook: (name: 'onRequest', hook: (request: Incoming) => Promise<void>) => void;
  readonly listen: (options: object) => Promise<string>;
}
interface Incoming {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
interface Stored extends Readonly<Record<string, unknown>> {
  readonly rev: number;
  readonly audit: readonly unknown[];
}

const [, , samplesFile = '', reviewCount = '0', directory = ''] = process.argv;
const samples = readSamples(samplesFile);
const { fastify } = createRequire(join(directory, 'package.json'))('fastify') as {
  readonly fastify: () => App;
};
const reviews = new Map<string, Stored>();
const app = fastify();

const params = {
  type: 'object',
  properties: { run: { type: 'string', minLength: 1 }, block: { type: 'string', minLength: 1 } },
};
const stamp = { type: 'integer', minimum: 0 };
const bodyOf = (properties: object, required: readonly string[]) => ({
  schema: {
    params,
    body: { type: 'object', additionalProperties: false, properties, required },
  },
});

function fill(): void {
  const review = samples.get as Stored;
  for (let place = 0; place < Number(reviewCount); place += 1) {
    reviews.set(`run_${place}`, { ...review, rev: 1, workflow_run_id: `run_${place}` });
  }
}

/** One write if the stamp is the current one, else the conflict. */
function swap(change: (review: Stored) => object, show: (review: Stored) => unknown): Handler {
  return ({ params: { run }, body }, reply) => {
    const review = reviews.get(run);
    if (review === undefined) return refuse(reply, 404, 'No review.');
    if (review.rev !== body.version_stamp) return refuse(reply, 409, 'Stale version_stamp.');
    const rev = review.rev + 1;
    const entry = { at: new Date().toISOString(), rev_observed: review.rev, rev_result: rev };
    const next = { ...review, ...change(review), rev, audit: [...review.audit, entry] };
    reviews.set(run, next);
    return show(next);
  };
}

function refuse(reply: Reply, status: number, detail: string) {
  reply.code(status);
  return { detail };
}

app.addHook('onRequest', async ({ url, headers }) => {
  if (headers['authorization'] === undefined && !url.startsWith('/__control')) {
    throw Object.assign(new Error('No credentials.'), { statusCode: 401 });
  }
});
app.get('/v1/workflows/reviews', { schema: { querystring: limitSchema() } }, () => samples.list);
app.get('/v1/workflows/reviews/:run/:block', { schema: { params } }, ({ params: at }, reply) => {
  return reviews.get(at.run) ?? refuse(reply, 404, 'No review.');
});
app.post(
  '/v1/workflows/reviews/:run/:block/claim',
  bodyOf({ version_stamp: stamp, ttl_seconds: { type: 'integer', minimum: 30, maximum: 86_400 } }, [
    'version_stamp',
  ]),
  swap(
    () => ({ claim: (samples.claim as { readonly claim?: unknown }).claim }),
    (review) => review,
  ),
);
app.post(
  '/v1/workflows/reviews/:run/:block/decision',
  bodyOf({ version_stamp: stamp, verdict: { enum: ['approved', 'rejected'] } }, [
    'version_stamp',
    'verdict',
  ]),
  swap(
    () => ({ status: 'approved', decided_at: new Date().toISOString() }),
    (overlay) => ({ submission_status: 'accepted', overlay }),
  ),
);
app.post('/__control/reset', {}, () => {
  fill();
  return { reviews: reviews.size };
});

function limitSchema() {
  const limit = { type: 'integer', minimum: 1, maximum: 200 };
  return { type: 'object', properties: { limit } };
}

fill();
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
