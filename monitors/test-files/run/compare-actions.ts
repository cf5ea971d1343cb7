import type { ActionEvent, Timeline } from '../../alarms/timeline.ts';
import { locationOf } from '../file/part.ts';
import type { ExpectedAction, Expectations } from '../file/test-case.ts';
import { formatSpan } from '../../play/time.ts';
import type { Failure } from './result.ts';
import { isWithin, windowText } from './windows.ts';

/**
 * Every expected action that did not come, and every action that nobody expected: of the alarms that the list names, or
 * of all when it is empty.
 */
export function compareActions(
  { actions, tolerance }: Expectations,
  timeline: Timeline,
  start: number,
): Failure[] {
  if (actions === undefined) return [];
  const told = ({ alarm, action, at, state, outcome }: ActionEvent): string =>
    `${action} of ${alarm} (${state}) ${outcome} at ${formatSpan(at - start)}`;
  const missing = actions.list.flatMap(({ value, part }): Failure[] => {
    if (timeline.actions.some((event) => meets(event, value, tolerance))) return [];
    const wanted = `${value.action ?? 'an action'} for ${value.state} that ${outcomeText(value)}`;
    const when = windowText(value.window, start, tolerance);
    const near = timeline.actions.filter(({ alarm }) => alarm === value.alarm);
    const got = near.length === 0 ? 'none' : near.map(told).join('; ');
    const problem = `expected ${wanted} at ${when}, got ${got}`;
    return [{ alarm: value.alarm, problem, location: locationOf(part) }];
  });
  const named = new Set(actions.list.map(({ value }) => value.alarm));
  const further = timeline.actions
    .filter(({ alarm }) => named.size === 0 || named.has(alarm))
    .filter((event) => !actions.list.some(({ value }) => meets(event, value, tolerance)))
    .map((event): Failure => {
      const part = actions.list.find(({ value }) => value.alarm === event.alarm)?.part;
      return {
        alarm: event.alarm,
        problem: `expected no further action, got ${told(event)}`,
        location: locationOf(part ?? actions.part),
      };
    });
  return [...missing, ...further];
}

function outcomeText({ outcome }: ExpectedAction): string {
  return outcome === 'ran' ? 'ran' : `is ${outcome}`;
}

function meets(event: ActionEvent, expected: ExpectedAction, tolerance: number): boolean {
  return (
    event.alarm === expected.alarm &&
    event.state === expected.state &&
    event.outcome === expected.outcome &&
    isWithin(event.at, expected.window, tolerance) &&
    (expected.action === undefined ||
      event.action === expected.action ||
      event.action.endsWith(`:${expected.action}`))
  );
}
