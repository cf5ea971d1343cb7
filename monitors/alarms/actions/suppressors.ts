import { groupBy } from '../../../core/group-by.ts';
import type { Change, States } from '../engine/states.ts';
import { keyOfReference, type AnyWatched } from '../engine/watched-alarms.ts';
import {
  compositeChanged,
  initialSuppression,
  suppressorChanged,
  timePassed,
  type Suppression,
  type SuppressionSettings,
  type SuppressionStep,
} from './suppression.ts';

/** The composite alarms that have a suppressor, and what each is in. */
export interface Suppressors {
  /** Whether the actions of a transition are held back: 'free' also for an alarm without a suppressor. */
  readonly compositeChanged: (change: Change) => 'free' | 'suppressed';
  readonly suppressorChanged: (change: Change) => void;
  /** When periods expire, milliseconds since 1970. */
  readonly timers: () => number[];
  readonly timePassed: (at: number) => void;
  /** Keeps actions that could run for when the suppression ends; false where there is none. */
  readonly holdBack: (key: string) => boolean;
}

interface Entry {
  readonly key: string;
  readonly suppressor: string;
  readonly settings: SuppressionSettings;
  current: Suppression;
}

/** `run` runs the actions of an alarm's current state. */
export function createSuppressors(
  alarms: readonly AnyWatched[],
  stateOf: States['of'],
  run: (key: string, at: number) => void,
): Suppressors {
  const entries = alarms.flatMap((watched) => entryOf(watched, stateOf));
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const bySuppressor = groupBy(entries, ({ suppressor }) => suppressor);
  const take = (entry: Entry, { next, runs }: SuppressionStep, at: number): void => {
    entry.current = next;
    if (runs) run(entry.key, at);
  };
  return {
    compositeChanged({ key, at }) {
      const entry = byKey.get(key);
      if (entry === undefined) return 'free';
      const { next, runs } = compositeChanged(entry.current, entry.settings, at);
      entry.current = next;
      return runs ? 'free' : 'suppressed';
    },
    suppressorChanged({ key, to, at }) {
      for (const entry of bySuppressor.get(key) ?? [])
        take(entry, suppressorChanged(entry.current, entry.settings, to, at), at);
    },
    timers: () => entries.flatMap(({ current }) => current.until ?? []),
    timePassed(at) {
      for (const entry of entries) take(entry, timePassed(entry.current, at), at);
    },
    holdBack(key) {
      const entry = byKey.get(key);
      if (entry?.current.by === undefined) return false;
      entry.current = { ...entry.current, pending: true };
      return true;
    },
  };
}

/** Periods are in seconds, and here in milliseconds. */
function entryOf({ key, region, alarm }: AnyWatched, stateOf: States['of']): Entry[] {
  if (alarm.kind !== 'composite-alarm' || alarm.suppressor === undefined) return [];
  const suppressor = keyOfReference(alarm.suppressor.alarm, region);
  const { waitPeriod, extensionPeriod } = alarm.suppressor;
  const settings = { waitPeriod: waitPeriod * 1000, extensionPeriod: extensionPeriod * 1000 };
  return [{ key, suppressor, settings, current: initialSuppression(stateOf(suppressor)) }];
}
