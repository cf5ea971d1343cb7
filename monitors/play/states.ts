import type { Timeline, Transition } from '../alarms/timeline.ts';
import type { AlarmState } from '../definitions/alarm-state.ts';

/** The changes of one alarm, in the order of time. */
export function changesOf(timeline: Timeline, alarm: string): Transition[] {
  return timeline.transitions.filter((transition) => transition.alarm === alarm);
}

/** The state an alarm begins in. */
export function initialOf(timeline: Timeline, alarm: string): AlarmState {
  return timeline.initial[alarm] ?? changesOf(timeline, alarm)[0]?.from ?? 'INSUFFICIENT_DATA';
}

/** The state of an alarm at a time; a change counts from its very millisecond on. */
export function stateAt(timeline: Timeline, alarm: string, at: number): AlarmState {
  return (
    changesOf(timeline, alarm).findLast((change) => change.at <= at)?.to ??
    initialOf(timeline, alarm)
  );
}
