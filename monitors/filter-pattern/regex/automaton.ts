import type { Regex, RegexItem } from '../syntax/regex-ast.ts';
import { symbolCount } from './symbols.ts';
import type { SymbolSet } from '../syntax/regex-ast.ts';

/**
 * One place of the automaton. A `symbols` place is left to the next one by a symbol of its set; it may be passed over
 * when `optional`, and stayed in when `loop`.
 */
export type Place =
  | {
      readonly kind: 'symbols';
      readonly set: SymbolSet;
      readonly optional: boolean;
      readonly loop: boolean;
    }
  | { readonly kind: 'line-start' | 'line-end' | 'accept' };

/** Places in one row, each alternative ending in `accept`; `starts` are the alternatives' first places. */
export interface Automaton {
  readonly places: readonly Place[];
  readonly starts: readonly number[];
  /** The class of each symbol: symbols that no set tells apart share one. */
  readonly classOf: Uint16Array;
  /** One symbol of each class. */
  readonly symbolOf: readonly number[];
}

/** Thompson's construction; without groups it needs no branches but the alternatives themselves. */
export function automatonOf(regex: Regex): Automaton {
  const places: Place[] = [];
  const starts: number[] = [];
  for (const alternative of regex.alternatives) {
    starts.push(places.length);
    for (const item of alternative) places.push(...placesOf(item));
    places.push({ kind: 'accept' });
  }
  return { places, starts, ...symbolClassesOf(places) };
}

function placesOf(item: RegexItem): Place[] {
  if (item.kind !== 'symbols') return [item];
  const { set, min, max } = item;
  const place = (optional: boolean, loop: boolean): Place => ({
    kind: 'symbols',
    set,
    optional,
    loop,
  });
  const required = Array.from({ length: min }, (_, i) =>
    place(false, max === Infinity && i === min - 1),
  );
  if (max !== Infinity)
    return [...required, ...Array.from({ length: max - min }, () => place(true, false))];
  return min === 0 ? [place(true, true)] : required;
}

function symbolClassesOf(places: readonly Place[]): Pick<Automaton, 'classOf' | 'symbolOf'> {
  const sets = [
    ...new Set(places.flatMap((place) => (place.kind === 'symbols' ? [place.set] : []))),
  ];
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
