import ts from 'typescript';
import { LAYERS, type Extent, type Layer } from './layers.ts';

/** One file of src. */
export interface Source {
  /** Its path within src. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong where: `path:line what`. */
export type Finding = string;

/** A rule: what it finds in one file. */
export type Rule = (source: Source) => readonly Finding[];

const LINES_MAX = 300;

interface Import {
  readonly specifier: string;
  readonly kind: 'value' | 'types' | 'lazy';
  readonly node: ts.Node;
}

/** The layer of a file: its folder, or `index` at the top. */
export function layerOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.ts$/, '');
}

const PARSED = new WeakMap<Source, ts.SourceFile>();

/** Parsed once, however many rules read it. */
function parse(source: Source): ts.SourceFile {
  const parsed =
    PARSED.get(source) ??
    ts.createSourceFile(source.path, source.text, ts.ScriptTarget.ESNext, true);
  PARSED.set(source, parsed);
  return parsed;
}

const NODES = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

function nodesIn(file: ts.SourceFile): readonly ts.Node[] {
  const nodes = NODES.get(file) ?? [...walk(file)];
  NODES.set(file, nodes);
  return nodes;
}

function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* walk(child);
}

function finding(node: ts.Node, what: string): Finding {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName}:${line + 1} ${what}`;
}

function importsIn(file: ts.SourceFile): readonly Import[] {
  const imports: Import[] = [];
  for (const node of nodesIn(file)) {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const named = clause?.namedBindings;
      const isTypes =
        clause?.isTypeOnly === true ||
        (clause !== undefined &&
          clause.name === undefined &&
          named !== undefined &&
          ts.isNamedImports(named) &&
          named.elements.every((each) => each.isTypeOnly));
      add(node.moduleSpecifier, isTypes ? 'types' : 'value', node);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'types' : 'value', node);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node, 'types', node);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0] ?? node, 'lazy', node);
    }
  }
  return imports;

  function add(specifier: ts.Node, kind: Import['kind'], node: ts.Node): void {
    const text = ts.isStringLiteralLike(specifier) ? specifier.text : '(made up at run time)';
    imports.push({ specifier: text, kind, node });
  }
}

/** Imports that the layer table does not have. */
export const findEdges: Rule = (source) => {
  const file = parse(source);
  const folder = layerOf(source.path);
  const layer = LAYERS.find((each) => each.folder === folder);
  if (layer === undefined) return [`${source.path}:1 src/${folder} is in no row of the table`];
  return importsIn(file)
    .filter((each) => !isAllowed(layer, source.path, each))
    .map((each) => finding(each.node, edgeOf(folder, source.path, each)));
};

function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}

function edgeOf(folder: string, path: string, { specifier, kind }: Import): string {
  const target = targetOf(path, specifier);
  const words = kind === 'types' ? 'types of ' : '';
  return `${folder} → ${words}${target ?? specifier}`;
}

function isAllowed(layer: Layer, path: string, each: Import): boolean {
  const target = targetOf(path, each.specifier);
  const file = path.split('/').slice(1).join('/');
  if (target === undefined) {
    const name = each.specifier.split('/').slice(0, each.specifier.startsWith('@') ? 2 : 1);
    const extent =
      layer.packages[name.join('/')] ??
      (each.specifier.startsWith('node:') ? layer.packages['node:*'] : undefined);
    return covers(extent, each, { file, target: '' });
  }
  if (!/\.tsx?$/.test(target)) return false;
  const folder = layerOf(target);
  if (folder === layer.folder) return true;
  const extent = layer.mayImport[folder] ?? layer.mayImport['*'];
  return covers(extent, each, { file, target: target.split('/').slice(1).join('/') });
}

function covers(
  extent: Extent | undefined,
  { kind }: Import,
  { file, target }: { readonly file: string; readonly target: string },
): boolean {
  if (extent === undefined) return false;
  if (extent === 'all') return true;
  if (extent === 'types') return kind === 'types';
  return 'by' in extent ? extent.by.includes(file) : extent.of.includes(target);
}

/** Whether an identifier means the thing of that name, not a member or a property called so. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  const isName = 'name' in parent && parent.name === node;
  return !isName || ts.isShorthandPropertyAssignment(parent);
}

function referencesIn(file: ts.SourceFile, names: ReadonlySet<string>): readonly ts.Identifier[] {
  return nodesIn(file).filter(
    (node): node is ts.Identifier =>
      ts.isIdentifier(node) && names.has(node.text) && isReference(node),
  );
}

const IMPURE = new Set(
  'Date Promise performance crypto globalThis fetch console setTimeout setInterval setImmediate queueMicrotask'.split(
    ' ',
  ),
);

/** Clock, randomness, waiting and I/O in a layer that must be pure. */
export const findImpurity: Rule = (source) => {
  const folder = layerOf(source.path);
  if (LAYERS.find((each) => each.folder === folder)?.isPure !== true) return [];
  const file = parse(source);
  const nodes = nodesIn(file);
  return [
    ...referencesIn(file, IMPURE).map((node) => finding(node, `${node.text} in a pure layer`)),
    ...nodes
      .filter(ts.isPropertyAccessExpression)
      .filter((node) => node.getText() === 'Math.random')
      .map((node) => finding(node, 'Math.random in a pure layer')),
    ...nodes
      .filter(
        (node) =>
          node.kind === ts.SyntaxKind.AsyncKeyword || node.kind === ts.SyntaxKind.AwaitKeyword,
      )
      .map((node) => finding(node, `${node.getText()} in a pure layer`)),
  ];
};

/** The process outside of the command line. */
export const findProcess: Rule = (source) =>
  layerOf(source.path) === 'cli'
    ? []
    : referencesIn(parse(source), new Set(['process'])).map((node) =>
        finding(node, 'process outside of cli'),
      );

const MUTATORS = new Set(
  'set add delete clear push pop shift unshift splice sort reverse'.split(' '),
);
const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array']);

/** State that lives as long as the module: it would be shared by every mock of a process. */
export const findModuleState: Rule = (source) => {
  const file = parse(source);
  const statements = file.statements.filter(ts.isVariableStatement);
  const constants = statements
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter((each) => ts.isIdentifier(each.name));
  const names = new Set(constants.map((each) => each.name.getText()));
  return [
    ...statements
      .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) === 0)
      .map((node) => finding(node, 'a variable of the module')),
    ...constants
      .filter((each) => !/^[A-Z][A-Z0-9_]*$/.test(each.name.getText()) && isCollection(each))
      .map((node) => finding(node, `a collection of the module, ${node.name.getText()}`)),
    ...nodesIn(file)
      .filter((node) => isMutationOf(node, names))
      .map((node) => finding(node, 'changes a constant of the module')),
  ];
};

function isCollection({ initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined) return false;
  if (ts.isArrayLiteralExpression(initializer)) return true;
  return ts.isNewExpression(initializer) && COLLECTIONS.has(initializer.expression.getText());
}

function isMutationOf(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    return names.has(expression.getText()) && MUTATORS.has(name.text);
  }
  if (!ts.isBinaryExpression(node) || !ts.isElementAccessExpression(node.left)) return false;
  const isAssignment = node.operatorToken.getText().endsWith('=');
  return isAssignment && names.has(node.left.expression.getText());
}

const BANNED_NAMES = new Set(['utils', 'helpers', 'common', 'misc', 'types', 'index']);

/** Names that say nothing, or are not written like the others. */
export const findName: Rule = ({ path }) => {
  if (path === 'index.ts') return [];
  const name = path.split('/').at(-1) ?? '';
  const isKebab = path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.tsx?)?$/.test(part));
  if (!isKebab) return [`${path}:1 is not kebab-case`];
  const isBanned = BANNED_NAMES.has(name.replace(/\.tsx?$/, ''));
  return isBanned ? [`${path}:1 is named ${name}, which says nothing`] : [];
};

/** Files that have grown too long. */
export const findLength: Rule = ({ path, text }) => {
  const count = text.replace(/\n$/, '').split('\n').length;
  return count > LINES_MAX ? [`${path}:${LINES_MAX + 1} has ${count} lines`] : [];
};

/** Enums, which do not erase, and `any`, which hides mistakes. */
export const findEnumsAndAny: Rule = (source) =>
  nodesIn(parse(source)).flatMap((node) => {
    if (ts.isEnumDeclaration(node)) return [finding(node, 'an enum')];
    return node.kind === ts.SyntaxKind.AnyKeyword ? [finding(node, 'any')] : [];
  });

function exportsIn(file: ts.SourceFile): readonly ts.Statement[] {
  return file.statements.filter(
    (node) =>
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword),
  );
}

function nameOf(node: ts.Statement): string {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map((each) => each.name.getText()).join(', ');
  }
  return (node as ts.DeclarationStatement).name?.getText() ?? '(without a name)';
}

function docblockOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((each) => each.getText())
    .join('\n');
}

/** Exported declarations that nobody explained. Re-exports are explained where they come from. */
export const findUndocumented: Rule = (source) =>
  exportsIn(parse(source))
    .filter((node) => docblockOf(node) === '')
    .map((node) => `${source.path} ${nameOf(node)}`);

/** Exported functions of the rules that do not say which rule they carry out. */
export const findUnsourced: Rule = (source) =>
  ['domain', 'predicates'].includes(layerOf(source.path))
    ? exportsIn(parse(source))
        .filter((node) => ts.isFunctionDeclaration(node) && !docblockOf(node).includes('Source:'))
        .map((node) => `${source.path} ${nameOf(node)}`)
    : [];
