import { basename } from 'node:path';
import type { CpuProfile, ProfileNode } from './inspector.ts';

/** Weight by call stack, the outermost function first, joined by `;` as flame graph tools have it. */
export type Stacks = ReadonlyMap<string, number>;

/** Microseconds by stack; a process that waits is left out. */
export function stacksOfCpuProfile({ nodes, samples, timeDeltas }: CpuProfile): Stacks {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map<number, ProfileNode>();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  const stacks = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const names: string[] = [];
    for (let node = byId.get(id); node !== undefined; node = parents.get(node.id))
      names.unshift(nameOf(node));
    if (names.at(-1) === '(idle)') continue;
    addTo(stacks, names.slice(1).join(';'), timeDeltas[index] ?? 0);
  }
  return stacks;
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  const place = url === '' ? '' : ` ${packageOf(url)}${basename(url)}:${lineNumber + 1}`;
  return `${name}${place}`.replaceAll(';', ',');
}

function packageOf(url: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(url) ?? [];
  return name === undefined ? '' : `${name}/`;
}

/**
 * Reads what `go tool pprof -traces -unit=us` prints of a profile: blocks between lines of dashes, each a weight with the
 * innermost function, then its callers.
 */
export function stacksOfGoTraces(text: string): Stacks {
  const stacks = new Map<string, number>();
  for (const block of text.split(/^-+\+-+$/m).slice(1)) {
    const lines = block
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s+\S+: {2}/.test(line));
    const [, weight, innermost] = /^\s*([\d.]+)us\s+(\S.*)$/.exec(lines[0] ?? '') ?? [];
    if (weight === undefined || innermost === undefined) continue;
    const names = [innermost, ...lines.slice(1)].map(goName);
    addTo(stacks, names.toReversed().join(';'), Number(weight));
  }
  return stacks;
}

/** Without its package's path and what the compiler did with it. */
function goName(line: string): string {
  const name = line.trim().replace(/ \(inline\)$/, '');
  return name.slice(name.lastIndexOf('/') + 1);
}

function addTo(stacks: Map<string, number>, stack: string, weight: number): void {
  stacks.set(stack, (stacks.get(stack) ?? 0) + weight);
}
