import { automatonOf, type Automaton } from './automaton.ts';
import type { Regex } from './ast.ts';
import { otherSymbol } from './symbols.ts';

/** A set of places that the search may be in, with the sets it leads to as far as they are known. */
interface State {
  readonly places: readonly number[];
  readonly accepts: boolean;
  readonly acceptsAtEnd: boolean;
  readonly next: (State | undefined)[];
}

/** States kept per regular expression; beyond them each step is worked out anew, so memory and time stay bounded. */
const mostStates = 1000;

/**
 * Compiles a regular expression to a search for it anywhere in a line. The search never goes back: it walks a DFA whose
 * states are built when they are first needed, so its time is linear in the line, and one character costs at most
 * one pass over the automaton's places.
 */
export function searchFor(regex: Regex): (line: string) => boolean {
  const automaton = automatonOf(regex);
  const { classOf } = automaton;
  const cache = new Map<string, State>();
  const initial = stateOf(automaton, automaton.starts, true);
  const restart = closure(automaton, automaton.starts, false, false);

  const step = (state: State, symbolClass: number): State => {
    const places = closure(automaton, successors(automaton, state, symbolClass), false, false);
    const merged = [...new Set([...restart, ...places])].toSorted((a, b) => a - b);
    if (cache.size >= mostStates) return newState(automaton, merged, false);
    const key = merged.join(',');
    const known = cache.get(key) ?? newState(automaton, merged, false);
    cache.set(key, known);
    state.next[symbolClass] = known;
    return known;
  };

  return (line) => {
    let state = initial;
    for (let i = 0; i < line.length && !state.accepts; i += 1) {
      const unit = line.charCodeAt(i);
      if (isSurrogatePair(line, i, unit)) i += 1;
      const symbolClass = classOf[Math.min(unit, otherSymbol)] ?? 0;
      state = state.next[symbolClass] ?? step(state, symbolClass);
    }
    return state.accepts || state.acceptsAtEnd;
  };
}

function isSurrogatePair(line: string, i: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const low = line.charCodeAt(i + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

function stateOf(automaton: Automaton, starts: readonly number[], atStart: boolean): State {
  return newState(automaton, closure(automaton, starts, atStart, false), atStart);
}

function newState(automaton: Automaton, places: readonly number[], atStart: boolean): State {
  const accepting = (at: readonly number[]) =>
    at.some((place) => automaton.places[place]?.kind === 'accept');
  return {
    places,
    accepts: accepting(places),
    acceptsAtEnd: accepting(closure(automaton, places, atStart, true)),
    next: Array.from({ length: automaton.symbolOf.length }),
  };
}

/** The places reached from `from` without a symbol: over optional places, and over anchors that hold here. */
function closure(
  automaton: Automaton,
  from: readonly number[],
  lineStart: boolean,
  lineEnd: boolean,
): number[] {
  const reached = new Set<number>();
  for (const start of from) {
    for (let at = start; !reached.has(at); at += 1) {
      reached.add(at);
      const place = automaton.places[at];
      if (place === undefined || place.kind === 'accept') break;
      if (place.kind === 'symbols' && !place.optional) break;
      if (place.kind === 'line-start' && !lineStart) break;
      if (place.kind === 'line-end' && !lineEnd) break;
    }
  }
  return [...reached];
}

function successors(automaton: Automaton, state: State, symbolClass: number): number[] {
  const symbol = automaton.symbolOf[symbolClass] ?? 0;
  const reached: number[] = [];
  for (const at of state.places) {
    const place = automaton.places[at];
    if (place?.kind !== 'symbols' || place.set[symbol] !== 1) continue;
    reached.push(at + 1);
    if (place.loop) reached.push(at);
  }
  return reached;
}
