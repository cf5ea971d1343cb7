import { basename } from 'node:path';
import { parseAccessLogLine } from '../../../core/formats/alb-access-log.ts';
import { firstLineOf } from '../../../core/line-blocks.ts';
import { accessLogFolder, foldCountsLine, isCountsHeader } from './access-log-counts.ts';
import { blocksOf, forEachLine } from './blocks.ts';
import { type EventCollector, bump } from './events/event-collector.ts';
import { eventScanner } from './events/event-scanner.ts';
import { eventsInLine } from './events/parse-event.ts';
import { readParts } from './parts/read-parts.ts';
import { sectionsOf } from './parts/sections.ts';
import { threadsFor } from './parts/threads.ts';
import type { ServiceMetric } from '../../../core/run-folder/files/service-metrics.ts';
import { metricIn, metricsIn } from './service-metrics.ts';
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
  readonly metrics: ServiceMetric[];
  /** Lines and files that could not be used, by reason. */
  readonly unusable: Map<string, number>;
  /** Run folder that they are of. */
  readonly run: string | undefined;
}

/** Of a block of whole lines. */
type BlockUse = (block: Buffer) => void;
/** Of one of them, without its end. */
type LineUse = (block: Buffer, from: number, to: number) => void;

/** A file larger than this that does not begin as one of the forms of lines is not read whole. */
const largestDocument = 1 << 26;

/** Reads a file of any form that is known; what it is is told by its beginning, not by its name. */
export async function readInto(bundle: Bundle, path: string): Promise<void> {
  const threads = await threadsFor(path);
  if (threads > 1) return readParts(path, sectionsOf(path, threads), threads, bundle.events);
  let use: BlockUse | undefined;
  const whole: Buffer[] = [];
  let size = 0;
  const onCut = (): void => bump(bundle.unusable, 'packed files that end too soon');
  for await (const block of blocksOf(path, onCut)) {
    if (whole.length === 0) use ??= useOf(bundle, block);
    if (use !== undefined) {
      use(block);
      continue;
    }
    size += block.length;
    if (size > largestDocument) break;
    whole.push(Buffer.from(block));
  }
  if (whole.length > 0 && !isWriteTest(path))
    readDocument(bundle, path, Buffer.concat(whole).toString());
}

/** CloudWatch Logs leaves it in a bucket before it exports to it; it tells nothing. */
function isWriteTest(path: string): boolean {
  return basename(path) === 'aws-logs-write-test';
}

function useOf(bundle: Bundle, block: Buffer): BlockUse | undefined {
  const first = firstLineOf(block);
  if (eventsInLine(first) !== undefined) {
    const scan = eventScanner();
    return (lines) => scan(lines, bundle.events);
  }
  const each = lineUseOf(bundle, first);
  if (each === undefined) return undefined;
  return (lines) => forEachLine(lines, (from, to) => each(lines, from, to));
}

function lineUseOf(bundle: Bundle, first: string): LineUse | undefined {
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
  if (isTaskLine(first)) {
    const fold = taskStatsFolder(events, bundle.tasks);
    return (lines, from, to) => {
      if (to > from && !fold(lines.toString('utf8', from, to)))
        bump(unusable, 'lines that are no statistics of a task');
    };
  }
  if (metricIn(first) !== undefined)
    return (lines, from, to) => {
      const metric = metricIn(lines.toString('utf8', from, to));
      if (metric !== undefined) bundle.metrics.push(metric);
      else if (to > from) bump(unusable, 'lines of metrics that cannot be read');
    };
  if (isTopologyLine(first)) {
    const fold = topologyFolder(bundle.tasks);
    return (lines, from, to) => {
      if (to > from && !fold(lines.toString('utf8', from, to)))
        bump(unusable, 'lines of the topology that cannot be read');
    };
  }
  return undefined;
}

/** A file that is one JSON document: a list of tasks, metrics, or an answer of FilterLogEvents over many lines. */
function readDocument(bundle: Bundle, path: string, text: string): void {
  const found = eventsInLine(text.trim());
  if (found !== undefined) {
    for (const event of found) bundle.events.add(event);
    return;
  }
  const metrics = metricsIn(text, stemOf(path));
  if (metrics !== undefined) {
    bundle.metrics.push(...metrics);
    return;
  }
  const tasks = placedTasksIn(text);
  if (tasks === undefined) bump(bundle.unusable, 'files of no known form');
  else bundle.tasks.push(...tasks);
}

/** A file's name up to its first dot. */
export function stemOf(path: string): string {
  const [stem = ''] = basename(path).split('.');
  return stem;
}
