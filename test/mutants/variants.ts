import { READING_VARIANTS } from './variant-readings.ts';
import { WRITING_VARIANTS } from './variant-writings.ts';
import type { Variant } from './mutant.ts';

/** Every permitted variant. */
export const VARIANTS: readonly Variant[] = [...READING_VARIANTS, ...WRITING_VARIANTS];
