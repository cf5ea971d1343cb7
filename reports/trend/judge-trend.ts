import type { Outcome } from '../../core/outcome.ts';
import type { RunSummary } from '../gate/run-summary.ts';
import { percentileWord } from '../gate/sentence.ts';
import { type Trend, type TrendChange, trendOf } from '../gate/trend-of.ts';
import { milliseconds, percent, plural } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import { type Selected, day, selectRuns } from './select.ts';

/** What a history says. */
export interface TrendResult extends Selected {
  /** `fail` when something became slower within the newest runs and stayed so; `inconclusive` with too few runs. */
  readonly outcome: Exclude<Outcome, 'invalid'>;
  readonly sentence: string;
  readonly trends: readonly Trend[];
}

export interface TrendOptions {
  readonly percentiles: readonly number[];
  /** Slowdowns are failed for while they are among so many newest runs, so that what was accepted is not told for ever. */
  readonly recent: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Two sides of three runs can be told apart at the level that changes are told at, if only just. */
const fewestRuns = 6;
/** Changes that are told of in the sentence. */
const most = 3;

/** The trend of the runs that can be compared with the newest. */
export function judgeTrend(summaries: readonly RunSummary[], options: TrendOptions): TrendResult {
  const selected = selectRuns(summaries, options.now);
  const runs = selected.runs.filter(hasAnswers);
  const silent = selected.runs.length - runs.length;
  const notes = [
    ...selected.notes,
    ...(silent === 0 ? [] : [`${plural(silent, 'run')} left out: nothing was answered`]),
  ];
  const trends = trendOf(runs.map((run) => only(run, options.percentiles)));
  const slower = trends.filter((trend) => isRecentlySlower(trend, runs, options.recent));
  if (runs.length < fewestRuns) {
    const sentence = `${plural(runs.length, 'run')} that can be compared, and a trend takes ${fewestRuns}: about ${plural(fewestRuns - runs.length, 'more run')} would tell`;
    return { outcome: 'inconclusive', sentence, runs, notes, trends };
  }
  const sentence = sentenceOf(slower, trends, runs, options);
  // How slow it is now is not known, however steady it was.
  if (slower.length === 0 && selected.runs.at(-1) !== runs.at(-1))
    return {
      outcome: 'inconclusive',
      sentence: `nothing was answered in the newest run; before, ${sentence}`,
      runs,
      notes,
      trends,
    };
  return { outcome: slower.length > 0 ? 'fail' : 'pass', sentence, runs, notes, trends };
}

function hasAnswers({ requests }: RunSummary): boolean {
  return requests.some(({ n }) => n > 0);
}

function only(run: RunSummary, percentiles: readonly number[]): RunSummary {
  const requests = run.requests.map((request) => ({
    ...request,
    percentiles: request.percentiles.filter(({ percentile }) => percentiles.includes(percentile)),
  }));
  return { ...run, requests };
}

/** Its last change made it slower, and is among the newest runs. */
function isRecentlySlower(trend: Trend, runs: readonly RunSummary[], recent: number): boolean {
  const last = trend.changes.at(-1);
  const since = runs.at(-recent)?.startedAt ?? -Infinity;
  return last !== undefined && last.ratio > 1 && last.firstAfter.startedAt >= since;
}

function sentenceOf(
  slower: readonly Trend[],
  trends: readonly Trend[],
  runs: readonly RunSummary[],
  { recent }: TrendOptions,
): string {
  const said = slower
    .toSorted((a, b) => (b.changes.at(-1)?.ratio ?? 0) - (a.changes.at(-1)?.ratio ?? 0))
    .flatMap((trend) => trend.changes.slice(-1).map((change) => changeInWords(trend, change)));
  const more = said.length - most;
  const older = trends.flatMap(({ changes }) => changes).length - said.length;
  const rest = older > 0 ? `; ${plural(older, 'change')} for the better or older` : '';
  if (said.length > 0)
    return `${said.slice(0, most).join('; ')}${more > 0 ? `; and ${more} more slower` : ''}${rest}`;
  return `nothing became slower within the newest ${Math.min(recent, runs.length)} of ${plural(runs.length, 'run')}${rest}`;
}

/** `offers: p95 12 % slower since 2026-11-20 (140 ms to 157 ms), after 0a1b2c3 and up to 4d5e6f7`. */
export function changeInWords(
  { name, percentile }: Pick<Trend, 'name' | 'percentile'>,
  { ratio, beforeMs, afterMs, lastBefore, firstAfter }: TrendChange,
): string {
  const word = ratio > 1 ? 'slower' : 'faster';
  const size = percent(Number(Math.abs(ratio - 1).toFixed(2)));
  const figures = `${milliseconds(beforeMs)} to ${milliseconds(afterMs)}`;
  return `${nameInWords(name)}: ${percentileWord(percentile)} ${size} ${word} since ${day(firstAfter.startedAt)} (${figures}), ${guilty(lastBefore, firstAfter)}`;
}

/** The interval of revisions that hold what made the change. */
function guilty(
  { id, revision }: TrendChange['lastBefore'],
  { id: toId, revision: to }: TrendChange['firstAfter'],
): string {
  if (revision === undefined || to === undefined)
    return `after run ${id} and up to run ${toId}, whose revisions are not known`;
  return revision === to
    ? `within revision ${short(to)}: not the code changed, but what it runs on`
    : `after ${short(revision)} and up to ${short(to)}`;
}

/** A commit as people quote it; other revisions as they are. */
function short(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 10) : revision;
}
