import { alarmNames } from './check-names.ts';
import type { FileResult } from './result.ts';

/** How many alarms some test brings to ALARM, and which none does. */
export interface Coverage {
  readonly alarms: number;
  readonly brought: number;
  readonly never: readonly string[];
}

/** Which alarms of all definitions that the files test are ever brought to ALARM, by the simulation and not by force. */
export function coverageOf(files: readonly FileResult[]): Coverage {
  const all = new Set(files.flatMap(({ set }) => alarmNames(set)));
  const brought = new Set(files.flatMap(({ tests }) => tests).flatMap(broughtToAlarm));
  const never = [...all].filter((name) => !brought.has(name));
  return { alarms: all.size, brought: all.size - never.length, never };
}

function broughtToAlarm({ test, timeline }: FileResult['tests'][number]): string[] {
  const forced = new Set(
    test.forced.map(({ value }) => `${value.at} ${value.alarm} ${value.state}`),
  );
  return timeline.transitions
    .filter(({ to }) => to === 'ALARM')
    .filter(({ at, alarm, to }) => !forced.has(`${at} ${alarm} ${to}`))
    .map(({ alarm }) => alarm);
}
