import { MUTANTS } from '../../mutants/mutants.ts';
import type { Edit } from '../../mutants/mutant.ts';

/** The edits that make a mutant; throws when there is none of that name. */
export function editsOf(mutant: string): readonly Edit[] {
  const found = MUTANTS.find(({ id }) => id === mutant);
  if (found === undefined) throw new Error(`there is no mutant ${mutant}`);
  return found.edits;
}
