import type { Automaton } from './automaton.ts';
import { stateAt, type State } from './dfa.ts';

/** Reads the class of the symbol at an offset, and how many UTF-16 units it takes. */
export interface SymbolReader {
  readonly classAt: (line: string, offset: number) => number;
  readonly lengthAt: (line: string, offset: number) => number;
}

/**
 * Goes on with a search from `state` at `offset` (not the line's start) without building states: for each symbol one
 * pass over the steps, in arrays that are used again. For expressions with more states than are worth keeping.
 */
export function simulate(
  automaton: Automaton,
  restart: readonly number[],
  state: State,
  reader: SymbolReader,
  line: string,
  offset: number,
): boolean {
  if (state.accepts) return true;
  const size = automaton.steps.length;
  const reachedAt = new Int32Array(size).fill(-1);
  let current = Int32Array.from({ length: size }, (_, i) => state.steps[i] ?? 0);
  let next = new Int32Array(size);
  let count = state.steps.length;
  let nextCount = 0;
  let accepted = false;

  const reach = (step: number, at: number): void => {
    for (let i = step; reachedAt[i] !== at; i += 1) {
      reachedAt[i] = at;
      next[nextCount] = i;
      nextCount += 1;
      const reached = automaton.steps[i];
      if (reached?.kind === 'accept') accepted = true;
      if (reached?.kind !== 'symbols' || !reached.optional) return;
    }
  };

  for (let at = offset; at < line.length; at += reader.lengthAt(line, at)) {
    const symbol = automaton.symbolOf[reader.classAt(line, at)] ?? 0;
    nextCount = 0;
    for (const step of restart) reach(step, at);
    for (let i = 0; i < count; i += 1) {
      const from = current[i] ?? 0;
      const step = automaton.steps[from];
      if (step?.kind !== 'symbols' || step.set[symbol] !== 1) continue;
      reach(from + 1, at);
      if (step.loop) reach(from, at);
    }
    if (accepted) return true;
    [current, next] = [next, current];
    count = nextCount;
  }
  return stateAt(automaton, [...current.subarray(0, count)], false).acceptsAtEnd;
}
