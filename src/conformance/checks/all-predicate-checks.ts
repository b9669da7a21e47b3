import type { Check } from '../check.ts';
import { GATE_CHECKS } from './gate-checks.ts';
import { GATE_DOCUMENT_CHECKS } from './gate-document-checks.ts';
import { GATE_REFUSAL_CHECKS } from './gate-refusal-checks.ts';
import { NESTED_CHECKS } from './nested-predicate-checks.ts';
import { VECTOR_CHECKS } from './vector-checks.ts';

/** Gates: when they fire, what they say of it, what they open. */
export const PREDICATE_CHECKS: readonly Check[] = [
  ...GATE_CHECKS,
  ...GATE_DOCUMENT_CHECKS,
  ...GATE_REFUSAL_CHECKS,
  ...NESTED_CHECKS,
  ...VECTOR_CHECKS,
];
