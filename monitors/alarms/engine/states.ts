import type { Transition } from '../timeline.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';

/** A transition, with the key of its alarm. */
export interface Change extends Transition {
  readonly key: string;
}

/** The states of all alarms, and who listens to their changes. */
export interface States {
  readonly of: (key: string) => AlarmState;
  /** When an alarm last changed its state; undefined before the first time. */
  readonly changedAt: (key: string) => number | undefined;
  /** Sets a state; nothing happens when the alarm is in it already. */
  readonly set: (change: {
    readonly key: string;
    readonly alarm: string;
    readonly at: number;
    readonly state: AlarmState;
    readonly reason: string;
  }) => void;
  readonly transitions: readonly Transition[];
}

export function createStates(
  initial: ReadonlyMap<string, AlarmState>,
  listener: (change: Change) => void,
): States {
  const states = new Map(initial);
  const times = new Map<string, number>();
  const transitions: Transition[] = [];
  const stateOf = (key: string): AlarmState => states.get(key) ?? 'INSUFFICIENT_DATA';
  return {
    of: stateOf,
    changedAt: (key) => times.get(key),
    set({ key, alarm, at, state, reason }) {
      const from = stateOf(key);
      if (from === state) return;
      states.set(key, state);
      times.set(key, at);
      const transition = { at, alarm, from, to: state, reason };
      transitions.push(transition);
      listener({ ...transition, key });
    },
    transitions,
  };
}
