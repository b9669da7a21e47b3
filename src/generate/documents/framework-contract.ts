import type { JsonObject } from '../../contract/wire.ts';
import { shiftDay } from '../calendar.ts';
import type { DocumentKind, DocumentSetting } from './document.ts';
import { misreadDate, missed } from './misreadings.ts';

/** Deeper than any screen has been tried with, and well within what the API takes. Source: LIM-1. */
const SECTIONS_DEEP = 24;

const SCHEMA: JsonObject = {
  type: 'object',
  required: ['title', 'party', 'effective_on', 'section'],
  properties: {
    title: { type: 'string' },
    party: { type: ['string', 'null'] },
    effective_on: { type: 'string', format: 'date' },
    section: { $ref: '#/$defs/section' },
  },
  $defs: {
    section: {
      type: 'object',
      required: ['number', 'heading'],
      properties: {
        number: { type: 'string' },
        heading: { type: 'string' },
        section: { $ref: '#/$defs/section' },
      },
    },
  },
};

const HEADINGS = ['Scope', 'Deliveries', 'Prices', 'Liability', 'Exceptions', 'Notices'];

function make({ draw, today, vendor }: DocumentSetting) {
  const effectiveOn = shiftDay(today, draw.int(10, 90));
  const truth = {
    title: `Framework agreement with ${vendor.name}`,
    party: vendor.name,
    effective_on: effectiveOn,
    section: sectionAt(1),
  };
  return {
    truth,
    slips: [
      misreadDate({ path: ['effective_on'], label: 'Effective date' }, effectiveOn, draw),
      missed({ path: ['party'], label: 'Party' }, vendor.name, 'it is in the preamble'),
    ],
  };
}

function sectionAt(depth: number): JsonObject {
  const number = Array.from({ length: depth }, () => '1').join('.');
  const heading = HEADINGS[depth % HEADINGS.length];
  return depth < SECTIONS_DEEP
    ? { number, heading, section: sectionAt(depth + 1) }
    : { number, heading };
}

/** A contract whose sections nest as lawyers let them. */
export const FRAMEWORK_CONTRACT: DocumentKind = {
  block: 'extract_contract',
  workflow: 'contract_intake',
  schema: SCHEMA,
  watched: 'effective_on',
  make,
};
