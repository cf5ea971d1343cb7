import type { SymbolSet } from '../syntax/regex-ast.ts';

export const symbolCount = 257;
export const otherSymbol = 256;

/** The set of the characters in `text`. */
export function symbolsOf(text: string): SymbolSet {
  const set = new Uint8Array(symbolCount);
  for (const char of text) set[char.charCodeAt(0)] = 1;
  return set;
}

/** The set of the code points `from` to `to`. */
export function symbolRange(from: number, to: number): SymbolSet {
  return new Uint8Array(symbolCount).fill(1, from, to + 1);
}

export function union(...sets: readonly SymbolSet[]): SymbolSet {
  return Uint8Array.from({ length: symbolCount }, (_, symbol) =>
    sets.some((set) => set[symbol] === 1) ? 1 : 0,
  );
}

export function complement(set: SymbolSet): SymbolSet {
  return set.map((flag) => 1 - flag);
}

const digit = symbolRange(0x30, 0x39);
const space = symbolsOf(' \t\n\v\f\r');
const word = union(symbolRange(0x41, 0x5a), symbolRange(0x61, 0x7a), digit, symbolsOf('_'));

/** `.`: everything but the line feed, as in most engines; AWS does not say. */
export const anySymbol = complement(symbolsOf('\n'));

/** `\d \D \s \S \w \W`. */
export const symbolClasses: Readonly<Record<string, SymbolSet>> = {
  d: digit,
  D: complement(digit),
  s: space,
  S: complement(space),
  w: word,
  W: complement(word),
};
