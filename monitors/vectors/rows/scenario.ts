import {
  compositeChanged,
  initialSuppression,
  suppressorChanged,
  timePassed,
  type SuppressedBy,
  type SuppressionSettings,
  type SuppressionStep,
} from '../../alarms/actions/suppression.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';

/** A change of state, at an abstract time. */
export interface TimedState {
  readonly at: number;
  readonly state: AlarmState;
}

/** A wait or extension period. */
export interface PlayedPeriod {
  readonly from: number;
  readonly to: number;
  readonly discardedAt?: number;
}

export interface PlayedScenario {
  readonly actions: readonly TimedState[];
  readonly wait: readonly PlayedPeriod[];
  readonly extension: readonly PlayedPeriod[];
}

/** Plays the changes of a composite alarm and its suppressor, which both begin in OK; at one time the suppressor goes first. */
export function playScenario(
  composite: readonly TimedState[],
  suppressor: readonly TimedState[],
  settings: SuppressionSettings,
): PlayedScenario {
  const actions: TimedState[] = [];
  const periods: (PlayedPeriod & { readonly by: SuppressedBy })[] = [];
  let current = initialSuppression('OK');
  let state: AlarmState = 'OK';
  const take = ({ next, runs }: SuppressionStep, at: number): void => {
    const { until } = current;
    const same = next.by === current.by && next.since === current.since;
    const last = periods.at(-1);
    if (last !== undefined && until !== undefined && !same && at < until)
      periods[periods.length - 1] = { ...last, discardedAt: at };
    if (next.until !== undefined && next.by !== undefined && !same)
      periods.push({ from: at, to: next.until, by: next.by });
    current = next;
    if (runs) actions.push({ at, state });
  };
  const expireBefore = (at: number): void => {
    const { until } = current;
    if (until !== undefined && until < at) take(timePassed(current, until), until);
  };
  const changes = [
    ...suppressor.map((change) => ({ ...change, of: 'suppressor' as const })),
    ...composite.map((change) => ({ ...change, of: 'composite' as const })),
  ].toSorted((a, b) => a.at - b.at);
  for (const change of changes) {
    const { at } = change;
    expireBefore(at);
    if (change.of === 'suppressor')
      take(suppressorChanged(current, settings, change.state, at), at);
    else if (change.state !== state) {
      state = change.state;
      take(compositeChanged(current, settings, at), at);
    }
  }
  expireBefore(Infinity);
  const having = (kind: SuppressedBy) =>
    periods.filter(({ by }) => by === kind).map(({ by: _by, ...period }) => period);
  return { actions, wait: having('WaitPeriod'), extension: having('ExtensionPeriod') };
}
