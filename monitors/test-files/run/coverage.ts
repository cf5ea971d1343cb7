import { alarmNames } from '../../play/alarm-names.ts';
import { expectedAlarms } from './relevant.ts';
import type { FileResult, TestResult } from './result.ts';

/** How many alarms are brought to ALARM by some test that looks at them, and which are not. */
export interface Coverage {
  readonly alarms: number;
  readonly brought: number;
  readonly never: readonly string[];
}

/**
 * Which alarms of all definitions that the files test are ever brought to ALARM: by the simulation and not by force, and
 * in a test that expects something of them, for where missing data breach an alarm fires in every test.
 */
export function coverageOf(files: readonly FileResult[]): Coverage {
  const all = new Set(files.flatMap(({ set }) => alarmNames(set)));
  const brought = new Set(files.flatMap(({ tests }) => tests).flatMap(broughtToAlarm));
  const never = [...all].filter((name) => !brought.has(name));
  return { alarms: all.size, brought: all.size - never.length, never };
}

function broughtToAlarm({ test, timeline }: TestResult): string[] {
  const expected = expectedAlarms(test.expect);
  const forced = new Set(
    test.forced.map(({ value }) => `${value.at} ${value.alarm} ${value.state}`),
  );
  return timeline.transitions
    .filter(({ to, alarm }) => to === 'ALARM' && expected.has(alarm))
    .filter(({ at, alarm, to }) => !forced.has(`${at} ${alarm} ${to}`))
    .map(({ alarm }) => alarm);
}
