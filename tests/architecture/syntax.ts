import { parseAst } from 'vitest/node';

/** A node of the syntax tree (ESTree, with its TypeScript extension). */
export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** What the rules ask about a file. */
export interface SourceFile {
  /** Path from the project's folder, with slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Each statement or call that some rule may forbid, as a short text. */
  readonly traits: readonly Trait[];
  /** Tags of the outside tools that it says it needs, of all its tests or of some. */
  readonly needs: readonly string[];
}

export interface Import {
  /** A path from the project's folder for a relative import, else the package or `node:` name. */
  readonly from: string;
  /** Erased before it runs. */
  readonly isType: boolean;
}

export type Trait =
  | 'default export'
  | 'enum'
  | 'empty catch'
  | 'console'
  | 'process.exit'
  | 'process.stdout'
  | 'process.stderr';

/** Reads one file. `path` decides whether it is TypeScript, and what relative imports mean. */
export function readSource(path: string, text: string): SourceFile {
  const program: unknown = parseAst(text, { lang: path.endsWith('.ts') ? 'ts' : 'js' });
  const nodes = [...walk(program)];
  return {
    path,
    imports: nodes.flatMap((node) => importOf(node, path)),
    traits: nodes.flatMap(traitsOf),
    needs: needsOf(path, text),
  };
}

/** A helper says it for all tests that import it, as a module tag. */
function needsOf(path: string, text: string): string[] {
  const pattern = path.endsWith('.test.ts') ? /(needs\/[\w-]+)/g : /@module-tag (needs\/[\w-]+)/g;
  return [...text.matchAll(pattern)].flatMap(([, tag]) => tag ?? []);
}

function* walk(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* walk(child);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}

function importOf(node: SyntaxNode, path: string): Import[] {
  const { source } = node;
  if (!isNode(source) || typeof source['value'] !== 'string') return [];
  const isType =
    node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
  const from = source['value'];
  return [
    {
      from: from.startsWith('.') ? new URL(from, `file:///${path}`).pathname.slice(1) : from,
      isType,
    },
  ];
}

function traitsOf(node: SyntaxNode): Trait[] {
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return ['default export'];
    case 'TSEnumDeclaration':
      return ['enum'];
    case 'CatchClause':
      return isEmptyBlock(node['body']) ? ['empty catch'] : [];
    case 'CallExpression':
      return isSwallowingCatchCall(node) ? ['empty catch'] : [];
    case 'MemberExpression':
      return memberTraits(nameOf(node['object']), nameOf(node['property']));
    default:
      return [];
  }
}

function memberTraits(object: string | undefined, property: string | undefined): Trait[] {
  if (object === 'console') return ['console'];
  if (object !== 'process') return [];
  return (['exit', 'stdout', 'stderr'] as const)
    .filter((name) => name === property)
    .map((name) => `process.${name}` as const);
}

/** A handler that takes no error and gives a constant, or does nothing, cannot tell one error from another. */
function isSwallowingCatchCall({ callee, arguments: handlers }: SyntaxNode): boolean {
  if (!isNode(callee) || nameOf(callee['property']) !== 'catch' || !Array.isArray(handlers))
    return false;
  const [handler]: unknown[] = handlers;
  if (!isNode(handler) || !Array.isArray(handler['params']) || handler['params'].length > 0)
    return false;
  const { body } = handler;
  return isEmptyBlock(body) || isConstant(body);
}

function isConstant(node: unknown): boolean {
  if (!isNode(node)) return false;
  return (
    node.type === 'Literal' ||
    nameOf(node) === 'undefined' ||
    (node.type === 'ArrayExpression' && isEmptyList(node['elements'])) ||
    (node.type === 'ObjectExpression' && isEmptyList(node['properties']))
  );
}

function isEmptyBlock(node: unknown): boolean {
  return isNode(node) && node.type === 'BlockStatement' && isEmptyList(node['body']);
}

const isEmptyList = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

function nameOf(node: unknown): string | undefined {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : undefined;
}
