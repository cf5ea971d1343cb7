import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { quantile } from '../../core/statistics/histogram.ts';
import { secondsOf, within } from '../evidence/period.ts';
import { durations } from '../evidence/request-table.ts';
import { count, milliseconds, percent } from '../words/figures.ts';
import type { JudgedRun } from './judged-run.ts';

/** Beyond these the generator itself slows what it measures. */
const limits = {
  schedulingLagP95Ms: 100,
  thinkLagP95Ms: 250,
  /** An event loop that comes late measures answers as late as itself. */
  eventLoopLagP95Ms: 100,
  /** And one that is at work nearly always lets answers wait, though none of its turns is long. */
  eventLoopBusy: 0.9,
  openFiles: 0.95,
  ephemeralPorts: 0.95,
} as const;

/** A run of no more seconds may lie between two looks at its generator. */
const shortSeconds = 2;

/** What was seen of the generator while the run is judged: of a short run by the lines next to it, where there are no others. */
export function healthWhileJudged({ evidence }: JudgedRun): IteratorObject<GeneratorHealthLine> {
  const isSeen = seenWithin(evidence, 0).some(() => true);
  if (isSeen || secondsOf(evidence.judged) > shortSeconds) return seenWithin(evidence, 0);
  return Iterator.from([...seenWithin(evidence, -1), ...seenWithin(evidence, 1)]);
}

/** Lines of the judged seconds, or of those so many seconds later. */
function seenWithin(
  { health, judged }: JudgedRun['evidence'],
  later: number,
): IteratorObject<GeneratorHealthLine> {
  return Iterator.from(health).filter(({ at }) => within(judged, Math.floor(at / 1000) - later));
}

/** Every limit that the generator reached, as a whole sentence. */
export function limitsReached(run: JudgedRun): string[] {
  const lag = thinkLag(run);
  return [
    ...(lag === undefined ? [] : lateThinking(lag)),
    ...eventLoop(run),
    ...schedulingLag(healthWhileJudged(run)),
    ...used(
      healthWhileJudged(run),
      'open files',
      'generatorOpenFiles',
      'openFilesLimit',
      limits.openFiles,
    ),
    ...used(
      healthWhileJudged(run),
      'local ports',
      'ephemeralPorts',
      'ephemeralPortsLimit',
      limits.ephemeralPorts,
    ),
  ];
}

/** Whether the generator is known to have been the limit, or nothing is known of it. */
export function generatorWasLimit(run: JudgedRun): boolean {
  return limitsReached(run).length > 0 || healthWhileJudged(run).next().done === true;
}

/** How late visitors went on, milliseconds (p95); undefined where nothing measured it. */
export function thinkLag({ evidence: { trends, judged } }: JudgedRun): number | undefined {
  const lag = quantile(durations(trends, [trendNames.thinkLag], ['ok'], judged), 0.95);
  return lag === undefined ? undefined : lag / 1000;
}

function lateThinking(ms: number): string[] {
  if (ms <= limits.thinkLagP95Ms) return [];
  return [
    `Think times overran by ${milliseconds(ms)} (p95), more than ${milliseconds(limits.thinkLagP95Ms)}: the generator could not keep up.`,
  ];
}

/** Only engines in Node have one. */
function eventLoop({ evidence: { trends, judged } }: JudgedRun): string[] {
  const found = (name: string, q: number): number =>
    (quantile(durations(trends, [name], ['ok'], judged), q) ?? 0) / 1000;
  const late = found(trendNames.eventLoopLag, 0.95);
  const busy = found(trendNames.eventLoopBusy, 0.5) / 1000;
  return [
    ...(late <= limits.eventLoopLagP95Ms
      ? []
      : [
          `The generator's event loop was ${milliseconds(late)} late (p95 of the worst of each fifth of a second), more than ${milliseconds(limits.eventLoopLagP95Ms)}: the generator could not keep up.`,
        ]),
    ...(busy <= limits.eventLoopBusy
      ? []
      : [
          `The generator's event loop was at work ${percent(busy)} of the time (median of the seconds), more than ${percent(limits.eventLoopBusy)}: answers waited in the generator. Play the load with more --generators.`,
        ]),
  ];
}

/**
 * Each line has the worst of its second. A single bad one of fewer than twenty is more than 5 % of them, and yet shows
 * nothing: the p95 is looked for below it.
 */
function schedulingLag(lines: IteratorObject<GeneratorHealthLine>): string[] {
  const sorted = lines
    .map(({ schedulingLagMs }) => schedulingLagMs)
    .toArray()
    .toSorted((a, b) => a - b);
  const place = Math.min(Math.ceil(sorted.length * 0.95) - 1, sorted.length - 2);
  const p95 = sorted[Math.max(0, place)] ?? 0;
  if (p95 <= limits.schedulingLagP95Ms) return [];
  return [
    `Timers on the generator's machine fired ${milliseconds(p95)} late (p95), more than ${milliseconds(limits.schedulingLagP95Ms)}: the machine was the limit.`,
  ];
}

function used(
  lines: IteratorObject<GeneratorHealthLine>,
  what: string,
  amount: 'generatorOpenFiles' | 'ephemeralPorts',
  limit: 'openFilesLimit' | 'ephemeralPortsLimit',
  most: number,
): string[] {
  const share = (line: GeneratorHealthLine): number => line[amount] / line[limit];
  let worst: GeneratorHealthLine | undefined;
  for (const line of lines) if (worst === undefined || share(line) > share(worst)) worst = line;
  if (worst === undefined || !(share(worst) > most)) return [];
  return [
    `The generator used ${count(worst[amount])} of ${count(worst[limit])} ${what} (${percent(share(worst))}), more than ${percent(most)}: it was near its limit.`,
  ];
}
