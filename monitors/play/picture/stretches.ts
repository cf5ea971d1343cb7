import type { Timeline } from '../../alarms/timeline.ts';
import { changesOf, initialOf } from '../states.ts';
import type { Stretch } from './state-row.ts';

/** What an alarm did. */
export function gotStretches(timeline: Timeline, alarm: string): Stretch[] {
  const changes = changesOf(timeline, alarm).map(({ at, to }) => ({ from: at, states: [to] }));
  return [{ from: timeline.from, states: [initialOf(timeline, alarm)] }, ...changes];
}
