import type { Simulation } from '../simulation.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import { keyOfReference, type WatchedAlarms } from './watched-alarms.ts';

export interface InitialStates {
  readonly byKey: ReadonlyMap<string, AlarmState>;
  /** Of every alarm that is defined or given, by name. */
  readonly byName: Readonly<Record<string, AlarmState>>;
}

/**
 * The states at the beginning: as given, else INSUFFICIENT_DATA, which every new alarm is in. A name that is given counts in
 * each region that has an alarm of it, else in the environment's.
 */
export function initialStates(
  { initial = {}, set }: Pick<Simulation, 'initial' | 'set'>,
  alarms: WatchedAlarms,
): InitialStates {
  const byKey = new Map<string, AlarmState>();
  for (const [name, state] of Object.entries(initial))
    byKey.set(keyOfReference(name, set.environment.region), state);
  const byName: Record<string, AlarmState> = { ...initial };
  for (const { key, alarm } of alarms.byKey.values()) {
    const state = givenState({ initial }, alarm.name) ?? 'INSUFFICIENT_DATA';
    byKey.set(key, state);
    byName[alarm.name] = state;
  }
  return { byKey, byName };
}

/** The state that is given for the beginning, if any. */
export function givenState(
  { initial = {} }: Pick<Simulation, 'initial'>,
  name: string,
): AlarmState | undefined {
  return Object.hasOwn(initial, name) ? initial[name] : undefined;
}
