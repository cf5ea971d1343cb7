import { existsSync } from 'node:fs';
import { runFile } from '../../core/run-folder/path.ts';
import type { LogEvent } from '../metrics/log-event.ts';
import { timeOfLine } from '../play/timed-lines.ts';
import type { LogGroupOf, LogSource } from './log-groups.ts';
import { linesOfRun, type RunEvidence } from './read-run.ts';

/** The run's log lines as events of the log groups that they stand for, in the order of time. */
export async function logEventsOf(
  evidence: RunEvidence,
  logGroups: readonly LogGroupOf[],
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for (const { source, group } of logGroups)
    for await (const { at, message } of linesOf(evidence, source))
      events.push({ at, logGroup: group, message });
  return events.toSorted((a, b) => a.at - b.at);
}

async function* linesOf(
  { folder, serviceLog = [] }: RunEvidence,
  source: string,
): AsyncGenerator<{ at: number; message: string }> {
  switch (source) {
    case 'service':
      for (const { timestamp, message } of serviceLog)
        if (message !== '') yield { at: timestamp, message };
      return;
    case 'access-log':
      for await (const message of linesOfRun(folder, 'accessLog')) {
        const at = timeOfLine(message);
        if (at !== undefined) yield { at, message };
      }
      return;
    case 'container-events':
      for await (const message of linesOfRun(folder, 'containerEvents')) {
        const [, at] = /"Timestamp":\s*(\d+)/.exec(message) ?? [];
        if (at !== undefined) yield { at: Number(at), message };
      }
  }
}

/** Whether the run kept lines of this kind: a log group that only fell silent here would be a lie. */
export function hasLog(evidence: RunEvidence, source: LogSource): boolean {
  if (source === 'service') return evidence.serviceLog !== undefined;
  if (source === 'container-events') return evidence.containerEvents.length > 0;
  return existsSync(runFile(evidence.folder, 'accessLog'));
}
