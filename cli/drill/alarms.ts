import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { alarmNames } from '../../monitors/play/alarm-names.ts';
import type { Drill } from '../../probes/drills/drill.ts';
import type { AlarmWatch } from '../../run/drill/alarms.ts';
import { referenceMonitors } from '../../run/drill/reference-monitors.ts';
import type { DrillFlags } from './flags.ts';

/**
 * The alarms that a drill must make fire: those that the user named, else those that the drill names of the reference
 * definitions; undefined for none.
 * @throws unknown-name for one that the definitions do not have, and what reading the definitions throws
 */
export async function alarmWatch(
  context: Context,
  { expectAlarm, monitors, as: standIns = [], logGroup: logGroups = [] }: DrillFlags,
  drill: Drill,
): Promise<AlarmWatch | undefined> {
  if (monitors !== undefined && expectAlarm === undefined)
    throw knownError('bad-usage', {
      problem: '--monitors says where alarms stand; --expect-alarm has to say which must fire',
      help: 'bilancia drill --help',
    });
  const expected = expectAlarm ?? drill.expectAlarms ?? [];
  if (expected.length === 0) return undefined;
  const set =
    monitors === undefined ? referenceMonitors() : await loadDefinitions(context, monitors);
  const known = alarmNames(set);
  const unknown = expected.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw knownError('unknown-name', {
      what: 'alarm',
      given: unknown,
      nearest: nearest(unknown, known),
      known,
    });
  const definitions = monitors ?? 'the reference definitions';
  return { set, definitions, expected: [...new Set(expected)], standIns, logGroups };
}
