import type { Automaton } from './automaton.ts';

/** A set of places that a search may be in, in order. */
export interface State {
  readonly places: readonly number[];
  /** Whether the text has been found. */
  readonly accepts: boolean;
  /** Whether it is found if the line ends here. */
  readonly acceptsAtEnd: boolean;
}

/** The state in which every line starts. */
export function initialState(automaton: Automaton): State {
  return stateAt(automaton, closure(automaton, automaton.starts, true, false), true);
}

/** What every step adds to a state, because the text may be found anywhere. */
export function restartPlaces(automaton: Automaton): readonly number[] {
  return closure(automaton, automaton.starts, false, false);
}

/** The state that a symbol of a class leads to. Takes one pass over the state's places. */
export function stepFrom(
  automaton: Automaton,
  restart: readonly number[],
  state: State,
  symbolClass: number,
): State {
  const reached = closure(automaton, successors(automaton, state, symbolClass), false, false);
  const places = [...new Set([...restart, ...reached])].toSorted((a, b) => a - b);
  return stateAt(automaton, places, false);
}

/** The state of being in these places; `lineStart` says whether nothing has been read yet. */
export function stateAt(
  automaton: Automaton,
  places: readonly number[],
  lineStart: boolean,
): State {
  const accepting = (at: readonly number[]) =>
    at.some((place) => automaton.places[place]?.kind === 'accept');
  return {
    places,
    accepts: accepting(places),
    acceptsAtEnd: accepting(closure(automaton, places, lineStart, true)),
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
