import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { comparisonLine } from '../../reports/comparison/terminal.ts';
import { keepInHistory } from '../../reports/history/keep.ts';
import { readJudged } from '../../reports/history/read-judged.ts';
import { readHistory } from '../../reports/history/read.ts';
import { keptPercentiles, type RunSummary } from '../../reports/gate/run-summary.ts';
import { judgeTrend } from '../../reports/trend/judge-trend.ts';
import { drawTrend } from '../../reports/trend/page.ts';
import { changeLines, trendRows } from '../../reports/trend/terminal.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface TrendFlags {
  readonly history?: string;
  readonly percentiles?: readonly number[];
  readonly recent?: number;
  readonly html?: string;
  readonly json: boolean;
}

const usual = { percentiles: [0.5, 0.95], recent: 10 } as const;

/** `bilancia trend`: keeps runs in a history, and says where its level changed. */
export async function trendCommand(
  this: Context,
  flags: TrendFlags,
  ...runs: readonly string[]
): Promise<void> {
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const { percentiles = usual.percentiles, recent = usual.recent } = flags;
  if (runs.length === 0 && flags.history === undefined) {
    const problem = 'Nothing to look at: name run folders, or a history folder with --history';
    throw knownError('bad-usage', { problem, help: 'bilancia trend --help' });
  }
  const unknown = percentiles.find((percentile) => !keptPercentiles.includes(percentile));
  if (unknown !== undefined) {
    const known = keptPercentiles.map((percentile) => percentile * 100).join(', ');
    const given = String(Number((unknown * 100).toPrecision(12)));
    const expected = `percentiles that a history keeps: ${known}`;
    throw knownError('bad-value', { what: '--percentiles', given, expected });
  }
  const given: RunSummary[] = [];
  for (const run of runs) given.push((await readJudged(at(run))).summary);
  const kept = flags.history === undefined ? undefined : at(flags.history);
  if (kept !== undefined && given.length > 0) await keepInHistory(kept, given);
  const { summaries, notes } = await readHistory(kept === undefined ? [] : [kept]);
  const all = new Map([...summaries, ...given].map((summary) => [summary.id, summary]));
  const result = judgeTrend([...all.values()], { percentiles, recent, now: this.now() });
  const said = { ...result, notes: [...result.notes, ...notes] };
  if (flags.html !== undefined) await writeWhole(at(flags.html), await drawTrend(said));
  if (flags.json) writeJson(this, said);
  else
    writeLines(this, [
      comparisonLine(said, { stream: this.process.stdout }, 'Trend'),
      ...tableLines(trendRows(said.trends)).map((line) => `  ${line}`),
      ...[...changeLines(said.trends), ...said.notes].map((line) => `  - ${line}`),
    ]);
  this.process.exitCode = exitStatusOf[said.outcome];
}
