import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError, reasonOf } from '../../core/errors.ts';
import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import {
  type CapacityReport,
  type WhatIf,
  analyzeCapacity,
} from '../../reports/capacity/analyze.ts';
import { capacityMarkdown } from '../../reports/capacity/markdown.ts';
import type { ReadRun } from '../../reports/capacity/measured.ts';
import { drawCapacity } from '../../reports/capacity/page.ts';
import {
  type PriceList,
  defaultPriceList,
  priceList,
} from '../../reports/capacity/prices/price-list.ts';
import { tablesOf } from '../../reports/capacity/rows.ts';
import { judgeRun } from '../../reports/report.ts';
import { refuseClashes } from '../run/outputs.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';
import type { CapacityFormat } from './flags.ts';

export interface CapacityFlags {
  readonly visitors: readonly number[];
  readonly whatIf?: readonly WhatIf[];
  readonly ceiling: number;
  readonly zones: number;
  readonly region: string;
  readonly prices?: string;
  readonly format?: readonly CapacityFormat[];
  readonly json: boolean;
}

/** `bilancia capacity RUN...`: what so many visitors take, by what runs took. */
export async function capacityCommand(
  this: Context,
  flags: CapacityFlags,
  ...folders: readonly string[]
): Promise<void> {
  const outputs = flags.format ?? [];
  refuseClashes({ format: outputs, json: flags.json }, 'bilancia capacity --help');
  const prices = await pricesOf(this, flags);
  const runs: ReadRun[] = [];
  for (const run of folders)
    runs.push({ run, ...(await judgeRun(resolve(this.workingDirectory, run))) });
  const { ceiling, zones, region } = flags;
  const assumptions = { ceiling, zones, region, prices };
  const report = analyzeCapacity(runs, flags.visitors, assumptions, flags.whatIf);
  for (const { name, file } of outputs) {
    const text = await rendered(report, name);
    if (file === undefined) this.process.stdout.write(text);
    else await writeWhole(resolve(this.workingDirectory, file), text);
  }
  if (flags.json) writeJson(this, report);
  else if (outputs.every(({ file }) => file !== undefined)) writeLines(this, linesOf(report));
  this.process.exitCode = exitStatusOf[report.outcome];
}

async function rendered(report: CapacityReport, name: CapacityFormat['name']): Promise<string> {
  if (name === 'html') return drawCapacity(report);
  if (name === 'markdown') return capacityMarkdown(report);
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The prices that count: ours, with those of the user's file in their place. */
async function pricesOf(
  context: Context,
  { prices: file, region }: CapacityFlags,
): Promise<PriceList> {
  const list = file === undefined ? defaultPriceList : await ownPrices(context, file);
  if (!new Map(Object.entries(list.regions)).has(region)) {
    const known = Object.keys(list.regions);
    const hint = 'Give its prices with --prices.';
    throw knownError('unknown-name', { what: 'region', given: region, known, hint });
  }
  return list;
}

const ownPriceList = parserOf(priceList.partial().strict());

async function ownPrices(context: Context, file: string): Promise<PriceList> {
  const path = resolve(context.workingDirectory, file);
  try {
    const own = ownPriceList(JSON.parse(await readFile(path, 'utf8')));
    const regions = { ...defaultPriceList.regions, ...own.regions };
    return priceList.parse({ ...defaultPriceList, ...own, regions });
  } catch (error) {
    const expected =
      'any of asOf, regions, loadBalancer, aurora and cloudWatch, such as {"asOf": "2026-11-26", "regions": {"eu-west-1": {"vcpuHour": 0.04456, "gbHour": 0.004865}}}';
    const reason = reasonOf(error);
    throw knownError('unreadable-file', { what: 'Price file', path, reason, expected }, error);
  }
}

function linesOf(report: CapacityReport): string[] {
  return [
    `Capacity: ${report.outcome}`,
    ...report.sentences.map((sentence) => `  - ${sentence}`),
    ...tablesOf(report).flatMap(({ heading, titles, rows, formulas = [] }) => [
      '',
      heading,
      ...tableLines([titles, ...rows]).map((line) => `  ${line}`),
      ...formulas.map(([name, formula]) => `  ${name} = ${formula}`),
    ]),
    '',
    'Not told by the runs',
    ...report.notTold.map((line) => `  - ${line}`),
  ];
}
