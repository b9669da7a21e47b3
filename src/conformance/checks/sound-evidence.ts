import type { BlockType } from '../../contract/wire.ts';
import { isRecord } from '../reply.ts';
import type { Json } from './gate-case.ts';

/** The member that names an item. */
const ITEM_NAMES = { split: 'name', for_each: 'key' } as const;

/**
 * Whether evidence is what an API would return; a rig may refuse any other.
 *
 * Source: contract section 9; spec/vectors/README.md.
 */
export function isSoundEvidence(blockType: BlockType, evidence: Json): boolean {
  const { output, consensus, unassigned_pages: unassigned } = evidence;
  const hasSoundConsensus =
    consensus === undefined || (isRecord(consensus) && isSoundTree(consensus['likelihoods']));
  const hasSoundPages = unassigned === undefined || isPageList(unassigned);
  return isSoundOutput(blockType, output) && hasSoundConsensus && hasSoundPages;
}

function isSoundOutput(blockType: BlockType, output: unknown): boolean {
  switch (blockType) {
    case 'extract':
      return isRecord(output);
    case 'classifier':
      return isRecord(output) && typeof output['category'] === 'string';
    case 'conditional':
      return isRecord(output) && typeof output['branch'] === 'string';
    case 'split':
    case 'for_each':
      return Array.isArray(output) && output.every((item) => isItem(item, ITEM_NAMES[blockType]));
  }
}

function isItem(item: unknown, name: string): boolean {
  return isRecord(item) && typeof item[name] === 'string' && isPageList(item['pages']);
}

function isPageList(pages: unknown): boolean {
  return Array.isArray(pages) && pages.every((page) => Number.isInteger(page) && Number(page) > 0);
}

/** Likelihoods: numbers from 0 to 1, with the names of what they are of. */
function isSoundTree(likelihoods: unknown): boolean {
  if (likelihoods === undefined || typeof likelihoods === 'string') return true;
  if (Array.isArray(likelihoods)) return likelihoods.every(isSoundTree);
  if (isRecord(likelihoods)) return Object.values(likelihoods).every(isSoundTree);
  return typeof likelihoods === 'number' && likelihoods >= 0 && likelihoods <= 1;
}
