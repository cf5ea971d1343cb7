import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError, reasonOf } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { dollars } from '../../reports/capacity/analyze.ts';
import { type Packages, billsOf, packagesFile } from '../../reports/metering/packages.ts';
import { reconcile } from '../../reports/metering/reconcile.ts';
import { judgeRun } from '../../reports/report.ts';
import { count } from '../../reports/words/figures.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface MeteringFlags {
  readonly packages?: string;
  readonly times: number;
  readonly json: boolean;
}

/** `bilancia metering RUN`: requests per tenant as three counted them, and what each tenant would be billed. */
export async function meteringCommand(
  this: Context,
  flags: MeteringFlags,
  run: string,
): Promise<void> {
  const packages =
    flags.packages === undefined ? undefined : await packagesOf(this, flags.packages);
  const folder = resolve(this.workingDirectory, run);
  const { evidence } = await judgeRun(folder);
  const { outcome, tenants, sentences } = await reconcile(folder, evidence);
  const billed = packages === undefined ? undefined : billsOf(tenants, packages, flags.times);
  if (flags.json) {
    const counts = tenants.map(({ bySecond: _, ...rest }) => rest);
    writeJson(this, { outcome, sentences, tenants: counts, ...billed });
  } else
    writeLines(this, [
      `Metering: ${outcome}`,
      ...sentences.map((sentence) => `  - ${sentence}`),
      ...billLines(billed),
    ]);
  this.process.exitCode = exitStatusOf[outcome];
}

function billLines(billed: ReturnType<typeof billsOf> | undefined): string[] {
  if (billed === undefined) return [];
  const titles = [
    'tenant',
    'package',
    'requests',
    'beyond the quota',
    'a month',
    'most in a second',
    'seconds beyond the burst',
  ];
  const rows = billed.bills.map((bill) => [
    bill.tenant,
    bill.package,
    count(bill.requests),
    count(bill.overage),
    dollars(bill.usd),
    count(bill.mostPerSecond),
    count(bill.burstSeconds),
  ]);
  return [
    '',
    ...(rows.length === 0 ? [] : tableLines([titles, ...rows]).map((line) => `  ${line}`)),
    ...billed.without.map((line) => `  - ${line}`),
  ];
}

async function packagesOf(context: Context, file: string): Promise<Packages> {
  const path = resolve(context.workingDirectory, file);
  try {
    return packagesFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const expected =
      '{"packages": {"small": {"monthlyUsd": 49, "quota": 1000000, "overageUsdPerThousand": 0.1, "burstPerSecond": 50}}, "tenants": {"riviera": "small"}}';
    throw knownError(
      'unreadable-file',
      { what: 'Package file', path, reason: reasonOf(error), expected },
      error,
    );
  }
}
