import type { Timeline } from '../../alarms/timeline.ts';
import { locationOf } from '../file/part.ts';
import type { Placed, StateAt, TestCase } from '../file/test-case.ts';
import { formatSpan } from '../../play/time.ts';
import { compareActions } from './compare-actions.ts';
import { compareAlarm } from './compare-alarm.ts';
import type { Failure } from './result.ts';
import { changesOf, stateAt } from '../../play/states.ts';

/** Every expectation of the test that the timeline does not meet, the most telling of an alarm first. */
export function compare({ expect, start }: TestCase, timeline: Timeline): Failure[] {
  const { alarms, states, tolerance } = expect;
  return [
    ...alarms.flatMap((alarm) => compareAlarm(alarm, tolerance, timeline, start)),
    ...states.flatMap((state) => compareState(state, tolerance, timeline, start)),
    ...compareActions(expect, timeline, start),
  ];
}

function compareState(
  { value: { alarm, at, state }, part }: Placed<StateAt>,
  tolerance: number,
  timeline: Timeline,
  start: number,
): Failure[] {
  const within = changesOf(timeline, alarm).filter(
    (change) => change.at > at - tolerance && change.at <= at + tolerance,
  );
  const before = stateAt(timeline, alarm, at - tolerance);
  if ([before, ...within.map(({ to }) => to)].includes(state)) return [];
  const got = stateAt(timeline, alarm, at);
  const problem = `expected ${state} at ${formatSpan(at - start)}, got ${got}`;
  return [{ alarm, problem, location: locationOf(part) }];
}
