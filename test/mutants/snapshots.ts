import { edit, type Mutant } from './mutant.ts';

const CREATE = 'src/domain/create-version.ts';
const CANONICAL = 'src/contract/canonical-json.ts';
const VALUE = 'src/domain/reviewable-value.ts';
/** Servers that name versions wrongly. */
const VERSION_IDS: readonly Mutant[] = [
  {
    id: 'version-id-of-the-last-bytes',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'A version id is made of the last 16 bytes of the hash.',
    edits: [
      edit(
        CANONICAL,
        'contentHash.slice(0, VERSION_ID_BYTES * 2)',
        'contentHash.slice(VERSION_ID_BYTES * -2)',
      ),
    ],
  },
  {
    id: 'version-id-in-base32hex',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'A version id is in the alphabet 0–9A–V.',
    edits: [
      edit(CANONICAL, 'import { base32nopad } from', 'import { base32hexnopad } from'),
      edit(CANONICAL, 'base32nopad.encode(', 'base32hexnopad.encode('),
    ],
  },
  {
    id: 'version-id-covers-the-hash-text',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'A version id is made of the hash of the hash.',
    edits: [
      edit(
        CANONICAL,
        'hexToBytes(contentHash.slice(0, VERSION_ID_BYTES * 2))',
        'sha256(utf8ToBytes(contentHash)).slice(0, VERSION_ID_BYTES)',
      ),
    ],
  },
  {
    id: 'canonical-json-escapes-letters',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'The hash is over JSON in which letters beyond ASCII are escaped.',
    edits: [
      edit(
        CANONICAL,
        "if (typeof value !== 'object' || value === null) return JSON.stringify(value);",
        String.raw`if (typeof value !== 'object' || value === null) return JSON.stringify(value)?.replaceAll(/[\u0080-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));`,
      ),
    ],
  },
  {
    id: 'canonical-json-sorts-by-locale',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'The hash is over JSON whose keys are sorted as in a dictionary.',
    edits: [edit(CANONICAL, '(left < right ? -1 : 1)', "left.localeCompare(right, 'en')")],
  },
  {
    id: 'canonical-json-sorts-outermost-keys-alone',
    requirement: 'RES-2',
    level: 'MUST',
    breaks: 'The hash is over JSON whose inner objects keep the order of their keys.',
    edits: [edit(CANONICAL, ':${canonicalJson(member)}`', ':${JSON.stringify(member)}`')],
  },
];

/** Servers that check the shape of snapshots wrongly. */
const SHAPES: readonly Mutant[] = [
  {
    id: 'snapshot-shape-unchecked',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'A snapshot may have any shape.',
    edits: [
      edit(
        CREATE,
        "if (faults.length > 0) return refused(review, { kind: 'invalid', faults });",
        '',
      ),
    ],
  },
  {
    id: 'repeated-pages-taken',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'A page may stand twice in an item.',
    edits: [edit(VALUE, 'page <= Number(pages[place - 1])', 'page < Number(pages[place - 1])')],
  },
  {
    id: 'pages-in-any-order-taken',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'Pages need not ascend.',
    edits: [edit(VALUE, 'page <= Number(pages[place - 1])', 'page === Number(pages[place - 1])')],
  },
  {
    id: 'page-zero-taken',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'There may be a page 0.',
    edits: [edit(VALUE, 'page < 1 ||', 'page < 0 ||')],
  },
  {
    id: 'item-without-pages-refused',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'An item must have a page.',
    edits: [
      edit(
        VALUE,
        'if (index === -1) return [];',
        'if (index === -1 && pages.length > 0) return [];',
      ),
    ],
  },
  {
    id: 'other-members-taken',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'A snapshot may have members that its shape does not.',
    edits: [
      edit(VALUE, '.filter((key) => !allowed.includes(key))', '.filter((key) => allowed === key)'),
    ],
  },
  {
    id: 'unassigned-pages-refused',
    requirement: 'RES-4',
    level: 'MUST',
    breaks: 'The snapshot of a for_each may not have unassigned pages.',
    edits: [edit(VALUE, "? [pages.list, 'unassigned_pages'] :", '? [pages.list] :')],
  },
];

/** Servers that name snapshots wrongly, or take those of the wrong shape. */
export const SNAPSHOT_MUTANTS: readonly Mutant[] = [...VERSION_IDS, ...SHAPES];
