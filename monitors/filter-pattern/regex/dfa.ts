import type { Automaton } from './automaton.ts';

/** A set of steps that a search may be in, in order. */
export interface State {
  readonly steps: readonly number[];
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

/** The state that a symbol of a class leads to. Takes one pass over the state's steps. */
export function stepFrom(
  automaton: Automaton,
  restart: readonly number[],
  state: State,
  symbolClass: number,
): State {
  const reached = closure(automaton, successors(automaton, state, symbolClass), false, false);
  const steps = [...new Set([...restart, ...reached])].toSorted((a, b) => a - b);
  return stateAt(automaton, steps, false);
}

/** The state of being in these steps; `lineStart` says whether nothing has been read yet. */
export function stateAt(automaton: Automaton, steps: readonly number[], lineStart: boolean): State {
  const accepting = (at: readonly number[]) =>
    at.some((step) => automaton.steps[step]?.kind === 'accept');
  return {
    steps,
    accepts: accepting(steps),
    acceptsAtEnd: accepting(closure(automaton, steps, lineStart, true)),
  };
}

/** The steps reached from `from` without a symbol: over optional steps, and over anchors that hold here. */
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
      const step = automaton.steps[at];
      if (step === undefined || step.kind === 'accept') break;
      if (step.kind === 'symbols' && !step.optional) break;
      if (step.kind === 'line-start' && !lineStart) break;
      if (step.kind === 'line-end' && !lineEnd) break;
    }
  }
  return [...reached];
}

function successors(automaton: Automaton, state: State, symbolClass: number): number[] {
  const symbol = automaton.symbolOf[symbolClass] ?? 0;
  const reached: number[] = [];
  for (const at of state.steps) {
    const step = automaton.steps[at];
    if (step?.kind !== 'symbols' || step.set[symbol] !== 1) continue;
    reached.push(at + 1);
    if (step.loop) reached.push(at);
  }
  return reached;
}
