import { type DefinitionSet, ofKind } from '../definitions/definition.ts';
import { formatSpan } from '../play/time.ts';
import type { LogGroupOf } from './log-groups.ts';
import type { RunEvidence } from './read-run.ts';
import { usualInterval } from './task-counts.ts';

const minute = 60_000;

/** Sentences on what a replay of this run rests on. */
export function notesOn(
  evidence: RunEvidence,
  logGroups: readonly LogGroupOf[],
  set: DefinitionSet,
): string[] {
  const { manifest, containerEvents, serviceLog, cutShort } = evidence;
  const notes: string[] = [];
  if (manifest.endedAt === undefined)
    notes.push('The run did not finish: it is played up to its last record.');
  for (const file of cutShort) notes.push(`The last line of ${file} is cut short and left out.`);
  const interval = Math.round(usualInterval(containerEvents) / 1000) * 1000;
  if (interval > 0 && interval < minute)
    notes.push(
      `Container events come every ${formatSpan(interval)} here and are used as they are; on AWS there is one per task and minute, so Sum and SampleCount of their metrics are ${Math.round(minute / interval)} times those of AWS.`,
    );
  if (containerEvents.length > 0 && !containerEvents.some(({ Type }) => Type === 'Service'))
    notes.push(
      'RunningTaskCount and TaskCount are counted from the events of tasks; DesiredTaskCount is how many there were when the run began.',
    );
  if (serviceLog === undefined)
    notes.push('The run has no service-log.ndjson: it did not keep what the service logged.');
  else if (logGroups.some(({ source }) => source === 'service') && serviceLog.length === 0)
    notes.push('The service logged nothing during the run.');
  if (ofKind(set.definitions, 'metric-alarm').length === 0)
    notes.push('The definitions have no metric alarm.');
  return notes;
}
