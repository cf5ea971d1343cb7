import { runFiles } from '../../core/run-folder/files/index.ts';
import type { AlarmSeen, Journal } from '../../core/run-folder/files/journal.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import type { DefinitionSet } from '../../monitors/definitions/definition.ts';
import type { ReplayOptions } from '../../monitors/replay/options.ts';
import type { AboutRun } from '../../monitors/replay/read-run.ts';
import { type Replay, replay } from '../../monitors/replay/replay.ts';

/** Alarms that a drill has to make fire, and the definitions that they stand in. */
export interface AlarmWatch extends ReplayOptions {
  readonly set: DefinitionSet;
  /** The file of the definitions, or what they are. */
  readonly definitions: string;
  readonly expected: readonly string[];
}

export type ExpectedAlarms = NonNullable<Journal['bilancia']['alarms']>;

/** What is expected, while nobody has looked yet. */
export function expectedAlarms(
  { definitions, expected }: AlarmWatch,
  marker?: string,
): ExpectedAlarms {
  const marked = marker === undefined ? {} : { marker: { text: marker, collectedAt: null } };
  return { definitions, expected: [...expected], seen: [], ...marked };
}

/**
 * Plays what was recorded through the definitions, and tells what became of each expected alarm.
 * @param faultAt milliseconds since 1970; undefined where nothing was broken
 * @param about of a drill without load, which has no manifest
 */
export async function lookAtAlarms(
  folder: string,
  watch: AlarmWatch,
  { marker, ...expected }: ExpectedAlarms,
  faultAt: number | undefined,
  about?: AboutRun,
): Promise<ExpectedAlarms> {
  const played = await replay(folder, watch.set, watch, about);
  const seen = watch.expected.map((alarm) => alarmSeen(alarm, played, faultAt ?? Infinity));
  if (marker === undefined) return { ...expected, seen };
  const collectedAt = await collectionOf(marker.text, folder);
  return { ...expected, seen, marker: { ...marker, collectedAt } };
}

function alarmSeen(alarm: string, played: Replay, faultAt: number): AlarmSeen {
  const nothing = { alarm, causeAt: null, firedAt: null, notifiedAt: null };
  const unknown = played.unknown.find((one) => one.alarm === alarm);
  if (unknown !== undefined) return { ...nothing, state: 'not played', why: unknown.reason };
  const firings = played.fired.filter((one) => one.alarm === alarm);
  const fired = firings.find(({ at, cause }) => at >= faultAt && (cause?.at ?? at) >= faultAt);
  const shown = fired ?? firings.findLast(({ until = Infinity }) => until > faultAt);
  if (shown === undefined) return { ...nothing, state: 'silent', why: 'it did not fire' };
  const told = played.timeline.actions.find(
    (one) =>
      one.alarm === alarm && one.at >= shown.at && one.state === 'ALARM' && one.outcome === 'ran',
  );
  return {
    alarm,
    state: fired === undefined ? 'early' : 'fired',
    causeAt: iso(shown.cause?.at),
    firedAt: iso(shown.at),
    notifiedAt: iso(told?.at),
    why: shown.reason,
  };
}

/** When the service's log had a text. */
async function collectionOf(text: string, folder: string): Promise<string | null> {
  for await (const { timestamp, message } of readRecords(folder, runFiles.serviceLog))
    if (message.includes(text)) return iso(timestamp);
  return null;
}

function iso(ms: number): string;
function iso(ms: number | undefined): string | null;
function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
