import { pause } from '../core/pause.ts';
import type { UsageSample } from '../core/run-folder/files/usage.ts';
import { databaseNow, type Target } from '../targets/target.ts';
import { rowsOf, withConnection } from './database/connection.ts';

/** Tasks write down what they counted once a second, so that what stays the same for longer is all there is. */
const settledMs = 1_500;
const mostLooks = 6;

/** What the system's own metering has counted; nothing where it has none. @throws database-gone, database-refused */
export async function meteredUsage(target: Target): Promise<UsageSample[]> {
  const database = await databaseNow(target);
  const schema = database?.meteringSchema;
  if (database === undefined || schema === undefined) return [];
  const at = Date.now();
  const rows = await withConnection(database, database.writer, schema, (connection) =>
    rowsOf(
      connection,
      'SELECT tenant, route, SUM(requests) AS requests FROM usage_day GROUP BY tenant, route ORDER BY tenant, route',
    ),
  );
  return samplesOf(rows, target.tenants, at);
}

/** The same once tasks have written down all that they counted. @throws database-gone, database-refused */
export async function* settledUsage(target: Target): AsyncGenerator<UsageSample> {
  let last = await meteredUsage(target);
  if (last.length === 0) return;
  for (let n = 1; n < mostLooks; n += 1) {
    await pause(settledMs, new AbortController().signal);
    const next = await meteredUsage(target);
    const isSame = total(next) === total(last);
    last = next;
    if (isSame) break;
  }
  yield* last;
}

/** A sample for each row, and one for each tenant of whom nothing was counted yet: that is a count as well. */
export function samplesOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  tenants: Target['tenants'],
  at: number,
): UsageSample[] {
  const hosts = new Map(tenants.map(({ id, host }) => [id, host]));
  const counted = rows.map((row) => ({
    at,
    tenant: String(row['tenant']),
    host: hosts.get(String(row['tenant'])) ?? '',
    route: String(row['route']),
    requests: Number(row['requests']),
  }));
  const others = tenants.filter(({ id }) => counted.every(({ tenant }) => tenant !== id));
  return [
    ...counted,
    ...others.map(({ id, host }) => ({ at, tenant: id, host, route: '', requests: 0 })),
  ];
}

function total(samples: readonly UsageSample[]): number {
  return samples.reduce((sum, { requests }) => sum + requests, 0);
}
