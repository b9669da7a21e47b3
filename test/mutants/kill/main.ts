import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadRequirements } from '../../../src/contract/requirements.ts';
import { MUTANTS } from '../mutants.ts';
import { VARIANTS } from '../variants.ts';
import type { Job, JobResult } from './job.ts';
import { killTable } from './kill-table.ts';
import { openLanes } from './lanes.ts';

// Runs the suite against every broken server and every permitted variant, and says what it caught.
//
//   npm run kill                       every mutant on 5 seeds, and which requirement fails alone
//   npm run kill -- --part 1/20        every 20th mutant, as .ci/run does
//   npm run kill -- --only ID,ID --seeds 1 --verbose

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    part: { type: 'string', default: '1/1' },
    only: { type: 'string' },
    requirement: { type: 'string' },
    'no-alone': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

/** A requirement that four mutants do not make fail alone is reported as leaning on others. */
const ALONE_TRIES_MAX = 4;
const seedCount = Number(values.seeds);
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const only = values.only?.split(',');
const requirements = values.requirement?.split(',');

const isChosen = (id: string, index: number) => only?.includes(id) ?? index % parts === part - 1;
const mutants = MUTANTS.filter(
  ({ id, requirement }, index) =>
    isChosen(id, index) && (requirements?.includes(requirement) ?? true),
);
const variants =
  requirements === undefined ? VARIANTS.filter(({ id }, index) => isChosen(id, index)) : [];

const lanes = openLanes();
const results = await Promise.all([
  ...variants.map(({ id }) => lanes.run({ kind: 'variant', id, seed: '1', isShort: false })),
  ...mutants.flatMap(({ id }) =>
    Array.from({ length: seedCount }, (_, index) =>
      lanes.run({ kind: 'mutant', id, seed: String(index + 1), isShort: true }),
    ),
  ),
]);
const alone = values['no-alone'] ? [] : await findAlone();
lanes.close();

const all = [...results, ...alone];
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(all, null, 2));
const facts = { mutants, variants, results: all, seedCount, isVerbose: values.verbose };
const { text, isGood } = killTable(facts);
console.log(text);
process.exitCode = isGood ? 0 : 1;

/** Full runs, for each MUST until a mutant makes it fail and nothing else. */
async function findAlone(): Promise<readonly JobResult[]> {
  const musts = loadRequirements().filter(({ level }) => level === 'MUST');
  const found = await Promise.all(
    musts.map(async ({ id }) => {
      const own = mutants.filter(
        ({ requirement, level }) => requirement === id && level === 'MUST',
      );
      const tried: JobResult[] = [];
      for (const mutant of own.slice(0, ALONE_TRIES_MAX)) {
        const job: Job = { kind: 'mutant', id: mutant.id, seed: '1', isShort: false };
        const result = await lanes.run(job);
        tried.push(result);
        if (result.failed.length === 1 && result.failed[0] === id) break;
      }
      return tried;
    }),
  );
  return found.flat();
}
