import type { Timeline, Transition } from '../../alarms/timeline.ts';
import { locationOf } from '../file/part.ts';
import type { Part } from '../file/source.ts';
import type { ExpectedAlarm } from '../file/test-case.ts';
import { formatSpan } from '../../play/time.ts';
import type { Failure } from './result.ts';
import { changesOf, initialOf } from '../../play/states.ts';
import { isWithin, windowText } from './windows.ts';

/** What an alarm did otherwise than expected: at most the beginning, the first other change, and each broken "never". */
export function compareAlarm(
  expected: ExpectedAlarm,
  tolerance: number,
  timeline: Timeline,
  start: number,
): Failure[] {
  const name = expected.alarm.value;
  const initial = initialOf(timeline, name);
  const changes = changesOf(timeline, name);
  const failed = (part: Part, problem: string): Failure[] => [
    { alarm: name, problem, location: locationOf(part) },
  ];

  const never = expected.never.flatMap(({ value, part }) => {
    if (initial === value) return failed(part, `expected never ${value}, but it begins in it`);
    const change = changes.find(({ to }) => to === value);
    return change === undefined
      ? []
      : failed(part, `expected never ${value}, got ${told(change, start)}`);
  });
  const { first } = expected;
  const beginning =
    first === undefined || first.value === initial
      ? []
      : failed(first.part, `expected to begin in ${first.value}, got ${initial}${hint(initial)}`);
  const otherwise = firstDifference(expected, changes, tolerance);
  if (otherwise === undefined) return [...never, ...beginning];

  const { wanted, got } = otherwise;
  const gotText = got === undefined ? undefined : told(got, start);
  if (wanted !== undefined) {
    const { state, window } = wanted.value;
    const text = `expected ${state} at ${windowText(window, start, tolerance)}`;
    const stays = changes.at(-1)?.to ?? initial;
    const problem =
      gotText === undefined ? `${text}, but it stays ${stays}` : `${text}, got ${gotText}`;
    return [...never, ...beginning, ...failed(wanted.part, problem)];
  }
  const last = expected.changes?.at(-1)?.part ?? first?.part ?? expected.alarm.part;
  const after = expected.changes?.length === 0 ? 'no change' : 'no further change';
  return [...never, ...beginning, ...failed(last, `expected ${after}, got ${gotText}`)];
}

function hint(initial: string): string {
  return initial === 'INSUFFICIENT_DATA' ? ', as every alarm that "states" does not list' : '';
}

type ExpectedChange = NonNullable<ExpectedAlarm['changes']>[number];

/** The first place where the list of changes is not as expected. */
function firstDifference(
  expected: ExpectedAlarm,
  changes: readonly Transition[],
  tolerance: number,
): { wanted: ExpectedChange | undefined; got: Transition | undefined } | undefined {
  if (expected.changes === undefined) return undefined;
  const length = Math.max(expected.changes.length, changes.length);
  for (let index = 0; index < length; index += 1) {
    const wanted = expected.changes[index];
    const got = changes[index];
    const same =
      wanted !== undefined &&
      got !== undefined &&
      got.to === wanted.value.state &&
      isWithin(got.at, wanted.value.window, tolerance);
    if (!same) return { wanted, got };
  }
  return undefined;
}

/** A change as a person reads it: `ALARM at 7m (Threshold Crossed: ...)`. */
function told({ to, at, reason }: Transition, start: number): string {
  const because = reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`;
  return `${to} at ${formatSpan(at - start)}${because}`;
}
