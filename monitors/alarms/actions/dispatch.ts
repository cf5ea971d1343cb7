import type { Environment } from '../../definitions/definition.ts';
import { windowAt, type MuteWindow } from '../mute/windows.ts';
import type { Change, States } from '../engine/states.ts';
import type { AnyWatched } from '../engine/watched-alarms.ts';
import type { ActionEvent, Transition } from '../timeline.ts';
import { isAutoScaling } from './automatic-scaling.ts';
import { messageOf, type TriggeringChild } from './message.ts';
import { createSuppressors } from './suppressors.ts';
import { actionsOf } from './targets.ts';

/** What running actions rests on. */
export interface DispatchContext {
  readonly alarmOf: (key: string) => AnyWatched | undefined;
  readonly environment: Environment;
  /** When the alarms were made, milliseconds since 1970. */
  readonly configuredAt: number;
  readonly isWarmingUp: (key: string) => boolean;
  /** Merged, in order. */
  readonly muteWindowsOf: (key: string) => readonly MuteWindow[];
  readonly triggersOf: (key: string) => readonly TriggeringChild[];
  readonly stateOf: States['of'];
}

/** Runs, mutes and suppresses the actions of transitions. */
export interface Dispatcher {
  /** An alarm changed its state. */
  readonly changed: (change: Change) => void;
  /** When something is due by itself: a period or mute window ends. Milliseconds since 1970. */
  readonly nextTimer: () => number | undefined;
  /** Does what is due by `at`. */
  readonly fireTimers: (at: number) => void;
  /** A minute has begun: Auto Scaling actions run again. */
  readonly minuteBegan: (at: number) => void;
  readonly events: readonly ActionEvent[];
}

export function createDispatcher(
  context: DispatchContext,
  suppressible: readonly AnyWatched[],
): Dispatcher {
  const events: ActionEvent[] = [];
  const latest = new Map<string, Transition>();
  const muted = new Map<string, number>();
  const repeated = new Map<string, readonly string[]>();

  const emit = (
    key: string,
    at: number,
    outcome: ActionEvent['outcome'],
    only = (_action: string) => true,
    afterMuteWindow = false,
  ): string[] => {
    const watched = context.alarmOf(key);
    const transition = latest.get(key);
    if (watched === undefined || transition === undefined) return [];
    const { alarm, region } = watched;
    const { environment, configuredAt } = context;
    const actions = actionsOf(alarm.actions, transition.to, region, environment).filter(only);
    if (actions.length === 0) return [];
    const triggers = context.triggersOf(key);
    const facts = { watched, transition, environment, configuredAt, afterMuteWindow, triggers };
    const message = messageOf(facts);
    for (const action of actions)
      events.push({ at, alarm: alarm.name, state: transition.to, action, outcome, message });
    return actions;
  };

  const run = (key: string, at: number, afterMuteWindow: boolean): void => {
    if (context.alarmOf(key)?.alarm.actionsEnabled === false) return void emit(key, at, 'disabled');
    if (context.isWarmingUp(key)) return void emit(key, at, 'warming-up');
    const window = windowAt(context.muteWindowsOf(key), at);
    if (window !== undefined) {
      muted.set(key, window.end);
      return void emit(key, at, 'muted');
    }
    const scaling = emit(key, at, 'ran', undefined, afterMuteWindow).filter(isAutoScaling);
    if (scaling.length > 0) repeated.set(key, scaling);
  };

  const suppressors = createSuppressors(suppressible, context.stateOf, (key, at) =>
    run(key, at, false),
  );

  return {
    events,
    changed(change) {
      const { key, at } = change;
      const { key: _key, ...transition } = change;
      latest.set(key, transition);
      muted.delete(key);
      repeated.delete(key);
      suppressors.suppressorChanged(change);
      if (suppressors.compositeChanged(change) === 'suppressed') emit(key, at, 'suppressed');
      else run(key, at, false);
    },
    nextTimer() {
      const times = [...muted.values(), ...suppressors.timers()];
      return times.length === 0 ? undefined : Math.min(...times);
    },
    fireTimers(at) {
      suppressors.timePassed(at);
      for (const [key, end] of muted) {
        if (end > at) continue;
        muted.delete(key);
        // The alarm is still in the state whose actions were muted: a transition would have ended the wait.
        if (!suppressors.holdBack(key)) run(key, at, true);
      }
    },
    minuteBegan(at) {
      for (const [key, actions] of repeated) {
        const since = latest.get(key)?.at ?? at;
        const open = windowAt(context.muteWindowsOf(key), at) === undefined;
        if (since < at && open) emit(key, at, 'ran', (action) => actions.includes(action));
      }
    },
  };
}
