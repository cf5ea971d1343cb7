import type { Timeline } from '../../alarms/timeline.ts';
import { alarmStates, type AlarmState } from '../../definitions/alarm-state.ts';
import type { Stretch } from '../../play/picture/state-row.ts';
import { initialOf } from '../../play/states.ts';
import type { ExpectedAlarm, Expectations } from '../file/test-case.ts';

/** What an alarm was expected to do: where a change may come at several times, both states are as expected. */
export function expectedStretches(
  expected: ExpectedAlarm,
  { tolerance }: Expectations,
  timeline: Timeline,
): Stretch[] {
  const never = new Set(expected.never.map(({ value }) => value));
  const { changes } = expected;
  if (changes === undefined)
    return [{ from: timeline.from, states: alarmStates.filter((state) => !never.has(state)) }];
  let before = expected.first?.value ?? initialOf(timeline, expected.alarm.value);
  const stretches: Stretch[] = [{ from: timeline.from, states: [before] }];
  for (const { value } of changes) {
    const from = value.window.from - tolerance;
    const to = value.window.to + tolerance;
    if (to > from) stretches.push({ from, states: either(before, value.state) });
    stretches.push({ from: to, states: [value.state] });
    before = value.state;
  }
  return stretches.toSorted((a, b) => a.from - b.from);
}

function either(a: AlarmState, b: AlarmState): AlarmState[] {
  return a === b ? [a] : [a, b];
}
