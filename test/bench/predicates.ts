import type { Predicate } from '../../src/contract/wire.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';
import type { Evidence } from '../../src/predicates/evidence.ts';
import { predicateFaults } from '../../src/predicates/predicate-faults.ts';
import { printTable, quantile, round } from './statistics.ts';

const ROUNDS = 15;
const ROUND_MS = 100;

const LEAF = { kind: 'field_confidence_lt', path: 'total_amount', threshold: 0.8 } as const;
const EVIDENCE: Evidence = {
  output: { total_amount: 505, vendor_name: 'Acme Corp', letters: 'a'.repeat(100_000) },
  consensus: { likelihoods: { total_amount: 0.7, vendor_name: 0.99 } },
};

function regex(pattern: string, path: string): Predicate {
  const sub = { path, operator: 'matches_regex', value: pattern };
  return { kind: 'json_condition', condition: { sub_conditions: [sub] } };
}

/** Seven groups of six leaves, under one more: fifty predicates. */
const TREE: Predicate = {
  kind: 'any_of',
  predicates: Array.from({ length: 7 }, () => ({
    kind: 'all_of',
    predicates: Array.from({ length: 6 }, () => LEAF),
  })),
};

function nested(depth: number): Predicate {
  return depth === 1
    ? { ...LEAF, threshold: 0 }
    : { kind: 'any_of', predicates: [nested(depth - 1)] };
}

const SUBJECTS: Readonly<Record<string, Predicate>> = {
  'one leaf': LEAF,
  'a tree of 50': TREE,
  'nested 64 deep, the leaf fails': nested(64),
  'a trivial pattern on 9 characters': regex('Acme', 'vendor_name'),
  'a trivial pattern on 100,000 characters': regex('^b', 'letters'),
  '(a+)+$ on 100,000 characters': regex('(a+)+$', 'letters'),
  '(a+)+b on 100,000 characters, no match': regex('(a+)+b', 'letters'),
};

/** Configuring and evaluating, in turn, hostile predicates beside trivial ones. */
export async function benchPredicates(): Promise<void> {
  const times = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const [name, predicate] of Object.entries(SUBJECTS)) {
      times[name]?.push(microsecondsEach(predicate));
    }
  }
  const leaf = quantile(times['one leaf'] ?? [], 0.5);
  printTable(
    Object.entries(times).map(([predicate, samples]) => ({
      predicate,
      'µs each': round(quantile(samples, 0.5)),
      'per second': Math.round(1_000_000 / quantile(samples, 0.5)),
      'ratio to one leaf': round(quantile(samples, 0.5) / leaf),
    })),
  );
}

function microsecondsEach(predicate: Predicate): number {
  const setting = { blockType: 'extract', evidence: EVIDENCE, policies: DEFAULT_POLICIES } as const;
  let count = 0;
  const startedAt = performance.now();
  let tookMs = 0;
  while (tookMs < ROUND_MS) {
    if (predicateFaults(predicate, 'extract', []).length > 0) throw new Error('a faulty predicate');
    evaluate(predicate, setting);
    count += 1;
    tookMs = performance.now() - startedAt;
  }
  return (tookMs * 1000) / count;
}
