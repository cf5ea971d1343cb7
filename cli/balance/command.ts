import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError, reasonOf } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { type Analysis, analyze } from '../../reports/balance/analyze.ts';
import { drawBalance } from '../../reports/balance/page/draw.ts';
import { type FargatePrices, defaultPrices, fargatePrices } from '../../reports/balance/prices.ts';
import type { ServiceReport } from '../../reports/balance/report-shape.ts';
import { reportOn } from '../../reports/balance/service-report.ts';
import { readSources } from '../../reports/balance/sources/read-sources.ts';
import { count, significant } from '../../reports/words/figures.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface BalanceFlags {
  readonly prices?: string;
  readonly region?: string;
  readonly ceiling: number;
  readonly html?: string;
  readonly json: boolean;
}

/** `bilancia balance SOURCE...`: how evenly load lay on tasks over time, and why not. */
export async function balanceCommand(
  this: Context,
  flags: BalanceFlags,
  ...sources: readonly string[]
): Promise<void> {
  const paths = sources.map((path) => resolve(this.workingDirectory, path));
  const options = {
    prices: await pricesOf(this, flags.prices),
    region: flags.region,
    ceiling: flags.ceiling,
  };
  const { services, unusable } = await readSources(paths);
  if (services.length === 0) {
    const reason = `there is no event of a task in it (${[...unusable].map(([what, times]) => `${what}: ${times}`).join(', ') || 'it is empty'})`;
    const expected = 'Container Insights performance events, alone or with an access log';
    throw knownError('unreadable-file', {
      what: 'Source',
      path: sources.join(', '),
      reason,
      expected,
    });
  }
  const drawn = services.map((service) => {
    const analysis: Analysis = analyze(service);
    return { analysis, report: reportOn(analysis, options) };
  });
  const reports = drawn.map(({ report }) => report);
  if (flags.html !== undefined)
    await writeFile(resolve(this.workingDirectory, flags.html), await drawBalance(drawn, unusable));
  if (flags.json) writeJson(this, { services: reports, unusable: Object.fromEntries(unusable) });
  else writeLines(this, linesOf(reports, unusable));
  const worst = ['fail', 'inconclusive', 'pass'] as const;
  const outcome = worst.find((one) => reports.some((report) => report.outcome === one)) ?? 'pass';
  this.process.exitCode = exitStatusOf[outcome];
}

async function pricesOf(context: Context, file: string | undefined): Promise<FargatePrices> {
  if (file === undefined) return defaultPrices;
  const path = resolve(context.workingDirectory, file);
  try {
    return fargatePrices.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const expected =
      '{"asOf": "2026-11-26", "regions": {"eu-west-1": {"vcpuHour": 0.04456, "gbHour": 0.004865}}}';
    throw knownError(
      'unreadable-file',
      { what: 'Price file', path, reason: reasonOf(error), expected },
      error,
    );
  }
}

/** The answer for each service in sentences, then all of them as a table, then what was not used. */
function linesOf(
  reports: readonly ServiceReport[],
  unusable: ReadonlyMap<string, number>,
): string[] {
  const rows = reports.map((report) => [
    report.service,
    String(report.tasksSeen),
    figure(report.balance?.peakToAverage),
    figure(report.chance?.mean),
    figure(report.blockPeakToAverage),
    figure(report.balance?.wastedFraction),
    figure(report.balance?.cv),
    figure(report.balance?.jain),
    figure(report.balance?.gini),
    report.causes[0]?.kind ?? report.outcome,
  ]);
  const titles = [
    'service',
    'tasks',
    'peak',
    'by chance',
    '15 min',
    'wasted',
    'CV',
    'Jain',
    'Gini',
    '',
  ];
  return [
    ...reports.flatMap(({ service, sentences }) => [
      `${service}: ${sentences[0] ?? ''}`,
      ...sentences.slice(1).map((sentence) => `  ${sentence}`),
      '',
    ]),
    ...tableLines([titles, ...rows]),
    ...[...unusable].map(([reason, times]) => `Not used: ${reason}: ${count(times)}.`),
  ];
}

function figure(value: number | undefined): string {
  return value === undefined ? '-' : significant(value);
}
