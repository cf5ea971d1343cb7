import type { SourceFile } from './syntax.ts';

/** Who imports whom: node to nodes, types included. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The project's own imports between files, without tests: they may look at everything. */
export function fileGraph(files: ReadonlyMap<string, SourceFile>): Graph {
  const own = [...files.values()].filter(({ path }) => !isTest(path));
  const paths = new Set(own.map(({ path }) => path));
  return new Map(
    own.map(({ path, imports }) => [
      path,
      new Set(imports.flatMap(({ from }) => (from !== path && paths.has(from) ? [from] : []))),
    ]),
  );
}

/** The same between folders, each for itself: a folder is another one than those in it. */
export function folderGraph(files: Graph): Graph {
  return grouped(files, folderOf);
}

/**
 * The same between the direct children of `folder`, each with all that is in it; imports from and to elsewhere are left
 * out. A graph without cycles at every level can be read from top to bottom.
 */
export function childGraph(files: Graph, folder: string): Graph {
  const prefix = folder === '' ? '' : `${folder}/`;
  return grouped(files, (path) =>
    path.startsWith(prefix) ? path.slice(prefix.length).split('/')[0] : undefined,
  );
}

/** Every folder that has files in it or below it, the root as ''. */
export function foldersOf(files: Graph): string[] {
  const all = [...files.keys()].flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(['', ...all])].toSorted();
}

/** The knots of a graph: nodes that can all reach one another (Tarjan 1972), each in the order of the alphabet. */
export function cyclesOf(graph: Graph): string[][] {
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const low = (node: string, value: number): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? value, value));
  };
  const visit = (node: string): void => {
    const index = indexes.size;
    indexes.set(node, index);
    low(node, index);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!indexes.has(next)) visit(next);
      if (stack.includes(next)) low(node, lowest.get(next) ?? index);
    }
    if (lowest.get(node) !== index) return;
    const knot = stack.splice(stack.indexOf(node));
    if (knot.length > 1) found.push(knot.toSorted());
  };
  for (const node of graph.keys()) if (!indexes.has(node)) visit(node);
  return found;
}

function grouped(files: Graph, groupOf: (path: string) => string | undefined): Graph {
  const groups = new Map<string, Set<string>>();
  for (const [path, imports] of files) {
    const group = groupOf(path);
    if (group === undefined) continue;
    const known = groups.get(group) ?? new Set();
    groups.set(group, known);
    for (const target of imports) {
      const other = groupOf(target);
      if (other !== undefined && other !== group) known.add(other);
    }
  }
  return groups;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('tests/');
}
