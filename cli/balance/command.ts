import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError, reasonOf } from '../../core/errors.ts';
import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { type Analysis, analyze } from '../../reports/balance/analyze.ts';
import type { MetricsReport } from '../../reports/balance/metrics/report-shape.ts';
import { reportOnMetrics } from '../../reports/balance/metrics/report.ts';
import { drawBalance } from '../../reports/balance/page/draw.ts';
import { type FargatePrices, defaultPrices, fargatePrices } from '../../reports/balance/prices.ts';
import type { ServiceReport } from '../../reports/balance/report-shape.ts';
import { reportOn } from '../../reports/balance/service-report.ts';
import { readSources } from '../../reports/balance/sources/read-sources.ts';
import { count, significant } from '../../reports/words/figures.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';
import { nothingIn } from './nothing.ts';

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
    prices: await pricesOf(this, flags),
    region: flags.region,
    ceiling: flags.ceiling,
  };
  const read = await readSources(paths);
  const { services, metered, unusable } = read;
  if (services.length === 0 && metered.length === 0) throw nothingIn(sources.join(', '), read);
  const drawn = services.map((service) => {
    const analysis: Analysis = analyze(service);
    return { analysis, report: reportOn(analysis, options) };
  });
  const reports = drawn.map(({ report }) => report);
  const drawnMetrics = metered.map((service) => ({
    service,
    report: reportOnMetrics(service, flags.ceiling),
  }));
  const byMetrics = drawnMetrics.map(({ report }) => report);
  if (flags.html !== undefined)
    await writeWhole(
      resolve(this.workingDirectory, flags.html),
      await drawBalance(drawn, drawnMetrics, unusable),
    );
  if (flags.json)
    writeJson(this, { services: reports, byMetrics, unusable: Object.fromEntries(unusable) });
  else writeLines(this, linesOf(reports, byMetrics, unusable));
  const worst = ['fail', 'inconclusive', 'pass'] as const;
  const all = [...reports, ...byMetrics];
  const outcome = worst.find((one) => all.some((report) => report.outcome === one)) ?? 'pass';
  this.process.exitCode = exitStatusOf[outcome];
}

/** @throws unknown-name for a region that was named and has no prices */
async function pricesOf(
  context: Context,
  { prices: file, region }: BalanceFlags,
): Promise<FargatePrices> {
  const prices = file === undefined ? defaultPrices : await ownPrices(context, file);
  const known = Object.keys(prices.regions);
  if (region === undefined || known.includes(region)) return prices;
  const hint = 'Give its prices with --prices.';
  throw knownError('unknown-name', { what: 'region', given: region, known, hint });
}

async function ownPrices(context: Context, file: string): Promise<FargatePrices> {
  const path = resolve(context.workingDirectory, file);
  try {
    return parserOf(fargatePrices)(JSON.parse(await readFile(path, 'utf8')));
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
  byMetrics: readonly MetricsReport[],
  unusable: ReadonlyMap<string, number>,
): string[] {
  const ofEvents = reports.map((report) => [
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
  const ofMetrics = byMetrics.map(({ service, balance, chance, outcome }) => [
    service,
    '-',
    figure(balance?.peakToAverage),
    figure(chance?.mean),
    '-',
    figure(balance?.wastedFraction),
    '-',
    '-',
    '-',
    outcome,
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
    ...[...reports, ...byMetrics].flatMap(({ service, sentences }) => [
      `${service}: ${sentences[0] ?? ''}`,
      ...sentences.slice(1).map((sentence) => `  ${sentence}`),
      '',
    ]),
    ...tableLines([titles, ...ofEvents, ...ofMetrics]),
    ...[...unusable].map(([reason, times]) => `Not used: ${reason}: ${count(times)}.`),
  ];
}

function figure(value: number | undefined): string {
  return value === undefined ? '-' : significant(value);
}
