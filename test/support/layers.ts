/** What may be imported from a folder or a package. */
export type Extent =
  /** Everything, by every file. */
  | 'all'
  /** Types alone. */
  | 'types'
  /** Everything, by these files of the layer alone. */
  | { readonly by: readonly string[] }
  /** These files of the other layer alone. */
  | { readonly of: readonly string[] };

/** One row of the layer table. */
export interface Layer {
  /** A folder of src, or `index` for src/index.ts. */
  readonly folder: string;
  /** Other folders, or `*`. */
  readonly mayImport: Readonly<Record<string, Extent>>;
  /** Packages by name, `node:*` for all that come with Node. */
  readonly packages: Readonly<Record<string, Extent>>;
  /** No clock, no randomness, no waiting: everything comes in as an argument. */
  readonly isPure?: boolean;
  /** What the row rules out, in words, for readers. */
  readonly never: string;
}

/**
 * Which folder of src may import what. An edge that is not here fails test/architecture.test.ts,
 * and README shows the same rows.
 */
export const LAYERS: readonly Layer[] = [
  {
    folder: 'contract',
    mayImport: {},
    packages: {
      ajv: 'all',
      'ajv-formats': 'all',
      '@noble/hashes': 'all',
      '@scure/base': 'all',
      re2js: { by: ['pattern.ts'] },
      yaml: { by: ['requirements.ts'] },
      'node:*': { by: ['requirements.ts'] },
    },
    never: 'any behaviour',
  },
  {
    folder: 'predicates',
    mayImport: {
      contract: {
        of: ['wire.ts', 'problems.ts', 'instant.ts', 'pattern.ts', 'json-schema.ts'],
      },
    },
    packages: {},
    isPure: true,
    never: 'packages, `node:*`, clock, randomness, `async`',
  },
  {
    folder: 'domain',
    mayImport: {
      predicates: 'all',
      contract: { of: ['wire.ts', 'problems.ts', 'canonical-json.ts', 'instant.ts'] },
    },
    packages: {},
    isPure: true,
    never: 'packages, `node:*`, `Date`, `Math.random`, `async`',
  },
  {
    folder: 'views',
    mayImport: { domain: 'all', contract: 'all' },
    packages: {},
    never: 'packages, `node:*`, store, mock',
  },
  {
    folder: 'store',
    mayImport: { domain: 'all', contract: 'all' },
    packages: { 'sorted-btree': 'all' },
    never: '`node:*`, mock, conformance',
  },
  {
    folder: 'clients',
    mayImport: {
      contract: {
        of: [
          'operations.ts',
          'routes.ts',
          'review-contract.ts',
          'generated/review-api-document.ts',
          'problems.ts',
          'instant.ts',
          'json.ts',
          'canonical-json.ts',
        ],
      },
    },
    packages: {},
    isPure: true,
    never: 'packages, `node:*`, `Date`, `Math.random`, `async`',
  },
  {
    folder: 'mock',
    mayImport: {
      clients: 'all',
      store: 'all',
      domain: 'all',
      views: 'all',
      contract: 'all',
      generate: { of: ['ids.ts', 'player.ts'] },
    },
    packages: {
      hono: 'all',
      '@hono/node-server': { by: ['listen.ts'] },
      'node:http': { by: ['listen.ts', 'node-adapter.ts'] },
      'node:net': { by: ['listen.ts'] },
    },
    never: 'conformance',
  },
  {
    folder: 'prism',
    mayImport: { contract: 'all' },
    packages: {
      '@stoplight/prism-core': 'all',
      '@stoplight/prism-http': 'all',
      '@stoplight/types': 'types',
      ajv: { by: ['check-compiles.ts'] },
      'ajv-formats': { by: ['check-compiles.ts'] },
    },
    never: 'domain, store, mock, conformance',
  },
  {
    folder: 'conformance',
    mayImport: { contract: 'all' },
    packages: {
      'fast-check': 'all',
      undici: 'all',
      vitest: { by: ['define-conformance.ts'] },
      'node:*': 'all',
    },
    never: 'predicates, domain, views, store, mock, generate',
  },
  {
    folder: 'proxy',
    mayImport: { contract: 'all', clients: 'all', conformance: 'all' },
    packages: { undici: 'all', 'node:*': { by: ['forward.ts', 'body-text.ts'] } },
    never: 'domain, store, mock, generate',
  },
  {
    folder: 'generate',
    mayImport: { domain: 'all', predicates: 'all', views: 'all', contract: 'all' },
    packages: {
      '@noble/hashes': { by: ['ids.ts', 'draw.ts'] },
      '@scure/base': { by: ['ids.ts'] },
      'pure-rand': { by: ['draw.ts'] },
      'json-schema-faker': { by: ['own-schema.ts'] },
      'fast-check': { by: ['arbitraries.ts'] },
    },
    never: '`node:*`, mock, conformance',
  },
  {
    folder: 'inspector',
    mayImport: { contract: 'types' },
    packages: { preact: 'all', diff: { by: ['model/diff-model.ts'] } },
    never: '`node:*`, domain, store, mock, conformance',
  },
  {
    folder: 'cli',
    mayImport: { '*': 'all' },
    packages: {
      commander: 'all',
      'fastest-levenshtein': 'all',
      'jsonc-parser': 'all',
      yaml: 'all',
      'node:*': 'all',
      // `--provision module:FILE` loads what a team wrote to open reviews on its own server.
      '(made up at run time)': { by: ['target-flags.ts'] },
    },
    never: '—',
  },
  {
    folder: 'testing',
    mayImport: { mock: 'all', store: 'types', contract: 'types' },
    packages: {},
    never: 'packages, `node:*`, conformance',
  },
  {
    folder: 'msw',
    mayImport: { mock: 'types' },
    packages: { msw: 'all' },
    never: '`node:*`',
  },
  {
    folder: 'browser',
    mayImport: { contract: 'types', domain: { of: ['policies.ts'] }, mock: 'all' },
    packages: {},
    never: 'packages, `node:*`',
  },
  { folder: 'index', mayImport: { '*': 'all' }, packages: {}, never: 'packages, `node:*`' },
];

/** The table as Markdown, for README. */
export function layersTable(): string {
  const rows = [
    ['folder', 'may import', 'never'],
    ...LAYERS.map((layer) => [layer.folder, allowedBy(layer), layer.never]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[], filler = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(['', '', ''], '-'), ...body.map((row) => line(row))].join('\n');
}

/** The cells of a Markdown table, row by row, without its rule. */
export function cellsOf(table: string): readonly (readonly string[])[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function allowedBy({ mayImport, packages }: Layer): string {
  const folders = Object.entries(mayImport).map(
    ([name, extent]) => (name === '*' ? 'all' : name) + inWords(extent),
  );
  const named = Object.entries(packages).map(([name, extent]) => `\`${name}\`${inWords(extent)}`);
  return [...folders, ...named].join(', ') || '—';
}

function inWords(extent: Extent): string {
  if (extent === 'all') return '';
  if (extent === 'types') return ` (${extent})`;
  return 'by' in extent ? ` (in ${extent.by.join(', ')})` : ` (${extent.of.join(', ')})`;
}
