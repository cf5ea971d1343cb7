import { BilanciaError } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { UsageSample } from '../../core/run-folder/files/usage.ts';
import { databaseNow, type Target } from '../../targets/target.ts';
import { rowsOf, withConnection } from '../database/connection.ts';
import type { Observation, Observer } from './observer.ts';

/** Tasks write down what they counted once a second, so that what stays the same for longer is all there is. */
const settledMs = 1_500;
const mostLooks = 6;

/** The system's own metering, before the load and after it. */
export const usage: Observer = {
  file: 'usage',
  watchedBefore: true,
  watch: (observation) =>
    observation.target.database?.meteringSchema === undefined ? undefined : watch(observation),
};

async function* watch({ target, until, tell }: Observation): AsyncGenerator<UsageSample> {
  try {
    yield* await look(target);
    while (!until.aborted) await pause(60_000, until);
    let last = await look(target);
    for (let n = 1; n < mostLooks; n += 1) {
      await pause(settledMs, new AbortController().signal);
      const next = await look(target);
      const isSame = total(next) === total(last);
      last = next;
      if (isSame) break;
    }
    yield* last;
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    tell(error.message);
  }
}

async function look(target: Target): Promise<UsageSample[]> {
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
