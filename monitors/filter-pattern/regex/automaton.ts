import type { Regex, RegexItem } from '../syntax/regex-ast.ts';
import { symbolCount } from './symbols.ts';
import type { SymbolSet } from '../syntax/regex-ast.ts';

/**
 * One step of the automaton. A `symbols` step is left to the next one by a symbol of its set; it may be passed over
 * when `optional`, and stayed in when `loop`.
 */
export type AutomatonStep =
  | {
      readonly kind: 'symbols';
      readonly set: SymbolSet;
      readonly optional: boolean;
      readonly loop: boolean;
    }
  | { readonly kind: 'line-start' | 'line-end' | 'accept' };

/** Steps in one row, each alternative ending in `accept`; `starts` are the alternatives' first steps. */
export interface Automaton {
  readonly steps: readonly AutomatonStep[];
  readonly starts: readonly number[];
  /** The class of each symbol: symbols that no set tells apart share one. */
  readonly classOf: Uint16Array;
  /** One symbol of each class. */
  readonly symbolOf: readonly number[];
}

/** Thompson's construction; without groups it needs no branches but the alternatives themselves. */
export function automatonOf(regex: Regex): Automaton {
  const steps: AutomatonStep[] = [];
  const starts: number[] = [];
  for (const alternative of regex.alternatives) {
    starts.push(steps.length);
    for (const item of alternative) steps.push(...stepsOf(item));
    steps.push({ kind: 'accept' });
  }
  return { steps, starts, ...symbolClassesOf(steps) };
}

function stepsOf(item: RegexItem): AutomatonStep[] {
  if (item.kind !== 'symbols') return [item];
  const { set, min, max } = item;
  const step = (optional: boolean, loop: boolean): AutomatonStep => ({
    kind: 'symbols',
    set,
    optional,
    loop,
  });
  const required = Array.from({ length: min }, (_, i) =>
    step(false, max === Infinity && i === min - 1),
  );
  if (max !== Infinity)
    return [...required, ...Array.from({ length: max - min }, () => step(true, false))];
  return min === 0 ? [step(true, true)] : required;
}

function symbolClassesOf(steps: readonly AutomatonStep[]): Pick<Automaton, 'classOf' | 'symbolOf'> {
  const sets = [...new Set(steps.flatMap((step) => (step.kind === 'symbols' ? [step.set] : [])))];
  const classes = new Map<string, number>();
  const symbolOf: number[] = [];
  const classOf = Uint16Array.from({ length: symbolCount }, (_, symbol) => {
    const signature = sets.map((set) => set[symbol]).join('');
    const known = classes.get(signature);
    if (known !== undefined) return known;
    classes.set(signature, classes.size);
    symbolOf.push(symbol);
    return classes.size - 1;
  });
  return { classOf, symbolOf };
}
