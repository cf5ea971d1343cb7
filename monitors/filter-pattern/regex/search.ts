import { automatonOf } from './automaton.ts';
import type { Regex } from '../syntax/regex-ast.ts';
import { initialState, restartPlaces, stepFrom, type State } from './dfa.ts';
import { simulate, type SymbolReader } from './simulate.ts';
import { literalsOf } from './literals.ts';
import { otherSymbol } from './symbols.ts';

/** States kept per regular expression; beyond them each step is worked out anew, so memory stays bounded. */
const mostStates = 1000;

/** Entries of the table of steps other than a state's number. */
const unknown = -1;
const accepted = -2;

/**
 * Compiles a regular expression to a search for it anywhere in a line. The search never goes back: it walks a DFA whose
 * states are built when they are first needed, so its time is linear in the line, and one character costs at most
 * one pass over the automaton's steps. Lines without the literals that the expression demands are not walked at all.
 */
export function searchFor(regex: Regex): (line: string) => boolean {
  const automaton = automatonOf(regex);
  const { classOf } = automaton;
  const classes = automaton.symbolOf.length;
  const restart = restartPlaces(automaton);
  const initial = initialState(automaton);
  const literals = literalsOf(regex) ?? [''];
  const states = [initial];
  const numbers = new Map<string, number>();
  // `steps[state * classes + class]`; grows with the states.
  let steps = new Int32Array(16 * classes).fill(unknown);

  const learn = (from: number, symbolClass: number, state: State): number => {
    const key = state.steps.join(',');
    const to = state.accepts ? accepted : (numbers.get(key) ?? states.length);
    if (to === states.length) {
      numbers.set(key, to);
      states.push(state);
      if (states.length * classes > steps.length) steps = doubled(steps);
    }
    steps[from * classes + symbolClass] = to;
    return to;
  };

  const reader: SymbolReader = {
    classAt: (line, offset) => classAt(classOf, line, offset),
    lengthAt: symbolLength,
  };

  return (line) => {
    if (initial.accepts) return true;
    if (!literals.some((literal) => line.includes(literal))) return false;
    let at = 0;
    for (let i = 0; i < line.length; i += symbolLength(line, i)) {
      const symbolClass = classAt(classOf, line, i);
      let to = steps[at * classes + symbolClass] ?? unknown;
      if (to === unknown) {
        const next = stepFrom(automaton, restart, states[at] ?? initial, symbolClass);
        if (states.length >= mostStates)
          return simulate(automaton, restart, next, reader, line, i + symbolLength(line, i));
        to = learn(at, symbolClass, next);
      }
      if (to === accepted) return true;
      at = to;
    }
    return states[at]?.acceptsAtEnd === true;
  };
}

function doubled(table: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(table.length * 2).fill(unknown);
  larger.set(table);
  return larger;
}

function classAt(classOf: Uint16Array, line: string, i: number): number {
  const unit = line.charCodeAt(i);
  return classOf[unit < otherSymbol ? unit : otherSymbol] ?? 0;
}

/** UTF-16 units of the code point at `i`. */
function symbolLength(line: string, i: number): 1 | 2 {
  const unit = line.charCodeAt(i);
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  const low = line.charCodeAt(i + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}
