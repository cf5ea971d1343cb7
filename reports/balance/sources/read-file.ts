import { basename } from 'node:path';
import { parseAccessLogLine } from '../../../core/formats/alb-access-log.ts';
import { accessLogFolder, foldCountsLine, isCountsHeader } from './access-log-counts.ts';
import { blocksOf, forEachLine } from './blocks.ts';
import { type EventCollector, bump } from './event-collector.ts';
import { eventScanner } from './event-scanner.ts';
import { eventsInLine } from './parse-event.ts';
import { isTaskLine, taskStatsFolder } from './task-stats.ts';
import type { TargetCounts } from './target-counts.ts';
import { type PlacedTask, placedTasksIn } from './tasks-file.ts';
import { isTopologyLine, topologyFolder } from './topology-tasks.ts';

/** What files that belong together gave. */
export interface Bundle {
  readonly events: EventCollector;
  /** Counted from log lines, and counts that somebody made of such lines. */
  readonly counts: TargetCounts;
  readonly counted: TargetCounts;
  readonly tasks: PlacedTask[];
  /** Lines and files that could not be used, by reason. */
  readonly unusable: Map<string, number>;
  /** Run folder that they are of. */
  readonly run: string | undefined;
}

type LineUse = (block: Buffer, from: number, to: number) => void;

/** A file larger than this that does not begin as one of the forms of lines is not read whole. */
const largestDocument = 1 << 26;

/** Reads a file of any form that is known; what it is is told by its beginning, not by its name. */
export async function readInto(bundle: Bundle, path: string): Promise<void> {
  let use: LineUse | undefined;
  const whole: Buffer[] = [];
  let size = 0;
  const onCut = (): void => bump(bundle.unusable, 'packed files that end too soon');
  for await (const block of blocksOf(path, onCut)) {
    if (whole.length === 0) use ??= useOf(bundle, block);
    if (use !== undefined) {
      const each = use;
      forEachLine(block, (from, to) => each(block, from, to));
      continue;
    }
    size += block.length;
    if (size > largestDocument) break;
    whole.push(Buffer.from(block));
  }
  if (whole.length > 0 && !isWriteTest(path)) readDocument(bundle, Buffer.concat(whole).toString());
}

/** CloudWatch Logs leaves it in a bucket before it exports to it; it tells nothing. */
function isWriteTest(path: string): boolean {
  return basename(path) === 'aws-logs-write-test';
}

function useOf(bundle: Bundle, block: Buffer): LineUse | undefined {
  const end = block.indexOf(10);
  const first = block.toString('utf8', 0, end === -1 ? block.length : end);
  const { unusable, counts, counted, events } = bundle;
  if (isCountsHeader(first))
    return (lines, from, to) => {
      const line = lines.toString('utf8', from, to);
      if (line.trim() !== '' && !isCountsHeader(line) && !foldCountsLine(counted, line))
        bump(unusable, 'lines of counts that cannot be read');
    };
  if (parseAccessLogLine(first) !== undefined) {
    const fold = accessLogFolder(counts);
    return (lines, from, to) => {
      if (to > from && !fold(lines, from, to))
        bump(unusable, 'access log lines that are not whole');
    };
  }
  if (eventsInLine(first) !== undefined) {
    const scan = eventScanner(events);
    return (lines, from, to) => {
      if (to === from || scan(lines, from, to)) return;
      const found = eventsInLine(lines.toString('utf8', from, to));
      if (found === undefined) bump(unusable, 'lines that are no performance events');
      else for (const event of found) events.add(event);
    };
  }
  if (isTaskLine(first)) {
    const fold = taskStatsFolder(events, bundle.tasks);
    return (lines, from, to) => {
      if (to > from && !fold(lines.toString('utf8', from, to)))
        bump(unusable, 'lines that are no statistics of a task');
    };
  }
  if (isTopologyLine(first)) {
    const fold = topologyFolder(bundle.tasks);
    return (lines, from, to) => {
      if (to > from && !fold(lines.toString('utf8', from, to)))
        bump(unusable, 'lines of the topology that cannot be read');
    };
  }
  return undefined;
}

/** A file that is one JSON document: a list of tasks, or an answer of FilterLogEvents over many lines. */
function readDocument(bundle: Bundle, text: string): void {
  const found = eventsInLine(text.trim());
  if (found !== undefined) {
    for (const event of found) bundle.events.add(event);
    return;
  }
  const tasks = placedTasksIn(text);
  if (tasks === undefined) bump(bundle.unusable, 'files of no known form');
  else bundle.tasks.push(...tasks);
}
