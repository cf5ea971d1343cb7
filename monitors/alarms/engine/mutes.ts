import { ofKind } from '../../definitions/definition.ts';
import { mergeWindows, muteWindows, type MuteWindow } from '../mute/windows.ts';
import type { Simulation } from '../simulation.ts';
import { alarmKey } from './watched-alarms.ts';

/** When which alarms are muted: the windows of all rules that name an alarm, merged. A rule reaches its own region. */
export function muteWindowsByAlarm({
  set,
  from,
  to,
}: Pick<Simulation, 'set' | 'from' | 'to'>): ReadonlyMap<string, readonly MuteWindow[]> {
  const windows = new Map<string, MuteWindow[]>();
  for (const rule of ofKind(set.definitions, 'mute-rule')) {
    const ofRule = muteWindows(rule, from, to);
    for (const name of rule.alarms ?? []) {
      const key = alarmKey(rule.region ?? set.environment.region, name);
      windows.set(key, [...(windows.get(key) ?? []), ...ofRule]);
    }
  }
  return new Map([...windows].map(([key, all]) => [key, mergeWindows(all)]));
}
