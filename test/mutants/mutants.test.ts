import { describe, expect, test } from 'vitest';
import { loadRequirements, type Requirement } from '../../src/contract/requirements.ts';
import { applyEdits, compileSource, loadServer, type LoadedServer } from './load-mutant.ts';
import type { Edit } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { VARIANTS } from './variants.ts';

const REQUIREMENTS = loadRequirements();
const IDS = new Set(REQUIREMENTS.map(({ id }) => id));

/** Requirements that no mutant breaks, and why. */
const UNPROVEN: Readonly<Record<string, string>> = {};

/** Each of these breaks one area so plainly that two requests show it. */
const SAMPLE = [
  'stamps-ignored',
  'claim-lasts-600-by-default',
  'credentials-not-asked-for',
] as const;

const GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total: 505 } },
  run_id: 'run_1',
  block_id: 'block_1',
};
const OVERLAY = '/v1/workflows/reviews/run_1/block_1';

async function send(server: LoadedServer, path: string, body?: unknown, key = 'dana') {
  const response = await server.fetch(
    new Request(`http://mock${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(key === '' ? {} : { 'api-key': key }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

async function withServer(edits: readonly Edit[], act: (server: LoadedServer) => Promise<void>) {
  const server = await loadServer(edits, { seed: '1', onDefect: () => {} });
  try {
    await act(server);
  } finally {
    server.close();
  }
}

function mutant(id: string) {
  const found = MUTANTS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no mutant ${id}.`);
  return found;
}

function hasSentence({ level, also }: Requirement, wanted: 'MUST' | 'SHOULD'): boolean {
  // Either reading of a POLICY may be broken, and that is a failure.
  return [{ level }, ...also].some((each) => each.level === wanted || each.level === 'POLICY');
}

describe('the mutants', () => {
  test('are many, each with an id, an edit and a sentence of its own', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(130);
    for (const of of [
      MUTANTS.map(({ id }) => id),
      MUTANTS.map(({ breaks }) => breaks),
      MUTANTS.map(({ edits }) => JSON.stringify(edits)),
    ]) {
      expect(of.filter((each, index) => of.indexOf(each) !== index)).toEqual([]);
    }
    for (const { id, breaks } of MUTANTS) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(breaks, id).toMatch(/^[A-Z`].*\.$/);
    }
  });

  test('break requirements that the catalogue has, at a level that they have', () => {
    for (const { id, requirement, level } of MUTANTS) {
      const found = REQUIREMENTS.find((each) => each.id === requirement);
      expect(found && hasSentence(found, level), `${id} ${requirement} ${level}`).toBe(true);
    }
  });

  test('break every requirement that is not excluded', () => {
    const broken = new Set(MUTANTS.map(({ requirement }) => requirement));
    const unproven = REQUIREMENTS.filter(({ id, excluded }) => !excluded && !broken.has(id));
    expect(unproven.map(({ id }) => id)).toEqual(Object.keys(UNPROVEN));
  });

  test('break every MUST by a mutant of that level', () => {
    const broken = new Set(
      MUTANTS.filter(({ level }) => level === 'MUST').map(({ requirement }) => requirement),
    );
    const owed = REQUIREMENTS.filter(({ level, excluded }) => level === 'MUST' && !excluded);
    expect(owed.filter(({ id }) => !broken.has(id) && !(id in UNPROVEN))).toEqual([]);
  });

  test('apply to the source as it is, and parse', () => {
    for (const { id, edits } of MUTANTS) {
      expect(edits.length, id).toBeGreaterThan(0);
      for (const [file, text] of applyEdits(edits)) {
        expect(() => compileSource(file, text), id).not.toThrow();
      }
    }
  }, 60_000);
});

describe('the variants', () => {
  test('are many, apply, and warn only where the catalogue has a requirement', () => {
    expect(VARIANTS.length).toBeGreaterThanOrEqual(16);
    const ids = VARIANTS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const { id, edits, policies, mayWarn } of VARIANTS) {
      expect(edits.length > 0 || policies !== undefined, id).toBe(true);
      for (const [file, text] of applyEdits(edits)) compileSource(file, text);
      expect(mayWarn.filter((each) => !IDS.has(each))).toEqual([]);
    }
  });

  test.each(['rev-begins-at-0', 'nulls-left-out', 'instants-of-another-zone'])(
    '%s opens a review and claims it',
    async (id) => {
      const variant = VARIANTS.find((each) => each.id === id);
      await withServer(variant?.edits ?? [], async (server) => {
        expect((await send(server, '/__control/gates', GATE)).status).toBe(201);
        const { body } = await send(server, OVERLAY);
        const claimed = await send(server, `${OVERLAY}/claim`, { version_stamp: body.rev });
        expect(claimed.status).toBe(200);
        expect(claimed.body.rev).toBe(body.rev + 1);
      });
    },
  );
});

describe('loading', () => {
  test('gives the mock itself without edits', async () => {
    await withServer([], async (server) => {
      await send(server, '/__control/gates', GATE);
      expect((await send(server, OVERLAY, undefined, '')).status).toBe(401);
      expect((await send(server, `${OVERLAY}/claim`, { version_stamp: 9 })).status).toBe(409);
    });
  });

  test('takes options, such as policies', async () => {
    const server = await loadServer([], { policies: { errors: 'envelope' } });
    const { body } = await send(server, '/v1/nothing');
    expect(body.detail.code).toBe('not_found');
    server.close();
  });

  test('keeps mutants apart from each other and from the mock', async () => {
    const [broken, whole] = await Promise.all([
      loadServer(mutant('stamps-ignored').edits),
      loadServer([]),
    ]);
    for (const [server, status] of [
      [broken, 200],
      [whole, 409],
    ] as const) {
      await send(server, '/__control/gates', GATE);
      const claimed = await send(server, `${OVERLAY}/claim`, { version_stamp: 9 });
      expect(claimed.status).toBe(status);
      server.close();
    }
  });

  test('fails loudly on an edit that does not apply once, or does not parse', async () => {
    const file = 'src/domain/claim.ts';
    const stale: Edit = { file, find: 'not there', replace: '' };
    await expect(loadServer([stale])).rejects.toThrow('found 0 times, not once: not there');
    const twice: Edit = { file, find: 'env', replace: '' };
    await expect(loadServer([twice])).rejects.toThrow(/found \d+ times/);
    const broken: Edit = { file, find: '= 900;', replace: '= 900 (;' };
    await expect(loadServer([broken])).rejects.toThrow('does not parse');
  });

  test.each(SAMPLE)('%s is broken as it says', async (id) => {
    await withServer(mutant(id).edits, async (server) => {
      expect((await send(server, '/__control/gates', GATE)).status).toBe(201);
      const stamp = id === 'stamps-ignored' ? 9 : 1;
      const key = id === 'credentials-not-asked-for' ? '' : 'dana';
      const { status, body } = await send(
        server,
        `${OVERLAY}/claim`,
        { version_stamp: stamp },
        key,
      );
      expect(status).toBe(200);
      const { claimed_at: from, expires_at: to } = body.claim;
      const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
      expect(seconds).toBe(id === 'claim-lasts-600-by-default' ? 600 : 900);
    });
  });
});
