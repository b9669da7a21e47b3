import type { JsonObject } from '../../contract/wire.ts';
import type { Draw } from '../draw.ts';
import type { Slip } from '../slip.ts';
import type { Vendor } from '../vendors.ts';

/** What a document is made from. */
export interface DocumentSetting {
  readonly draw: Draw;
  /** The day on which the run read it. Shape: `2026-05-13`. */
  readonly today: string;
  readonly vendor: Vendor;
}

/** A document as it is, and what may be read wrongly in it, the likeliest first. */
export interface DocumentContent {
  readonly truth: JsonObject;
  readonly slips: readonly Slip[];
}

/** A kind of document that an extract block reads. */
export interface DocumentKind {
  readonly block: string;
  readonly workflow: string;
  /** The schema that the block extracts by. */
  readonly schema: JsonObject;
  /** The field that a condition would look at. */
  readonly watched: string;
  readonly make: (setting: DocumentSetting) => DocumentContent;
}

/** A schema of an object that requires all it has, but what is named as optional. */
export function objectSchema(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties, additionalProperties: false };
}

/** Texts, days, money and currencies, as the schemas of all documents have them. */
export const SCHEMAS = {
  text: { type: 'string', minLength: 1 },
  textOrNull: { type: ['string', 'null'], minLength: 1 },
  day: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  money: { type: 'number' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  count: { type: 'integer', minimum: 1 },
} as const;
