import { BrokenCircuitError } from 'cockatiel';
import type { Dependencies } from '../framework/deps.ts';
import type { Job } from '../framework/job.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { breakerMetric } from './breaker-metric.ts';
import { type ClaimedRow, claimRows, giveBack, markDelivered, putOff } from './claims.ts';
import { MessageRejected, type OutsideSystem } from './system.ts';
import { outsideSystems } from './systems.ts';

/** Rows claimed at once, and how long a batch may take before its rest is given back. */
const batch = { rows: 20, milliseconds: 2000 };

/** One job a system, so that a dead one never holds up another; none when there are no outside systems. */
export function relayJobs(deps: Dependencies): readonly Job[] {
  const { outsideUrl } = deps.configuration;
  if (outsideUrl === undefined) return [];
  const systems = outsideSystems(new URL(outsideUrl));
  breakerMetric(deps.registry, systems);
  return systems.map((system) => ({
    name: `relay to ${system.name}`,
    everySeconds: () => 1,
    run: () => relayRound(deps, system),
  }));
}

/** Delivers what waits for one system, tenant by tenant, until nothing waits or the system fails. */
export async function relayRound(deps: Dependencies, system: OutsideSystem): Promise<void> {
  for (const tenant of deps.tenants.all) {
    while (!deps.draining.aborted && (await relayBatch(deps, system, tenant)));
  }
}

/** Whether more may be waiting, and the system takes it. */
async function relayBatch(
  deps: Dependencies,
  system: OutsideSystem,
  { id: tenant, database: { reader, writer } }: Tenant,
): Promise<boolean> {
  // Asked of a reader first: mostly nothing waits, and then the writer is left alone.
  const waiting = await reader.rows(
    'SELECT 1 FROM outbox WHERE delivered_at IS NULL AND topic LIKE ? LIMIT 1',
    [`${system.topicPrefix}%`],
  );
  if (waiting.length === 0) return false;
  // A system in trouble is tried with one message.
  const limit = system.breaker() === 'closed' ? batch.rows : 1;
  const rows = await claimRows(writer, system.topicPrefix, limit, deps.now());
  const started = performance.now();
  const done: ClaimedRow[] = [];
  let failed: ClaimedRow | undefined;
  for (const row of rows) {
    if (performance.now() - started > batch.milliseconds) break;
    const outcome = await deliver(deps, system, tenant, row);
    if (outcome === 'delivered') done.push(row);
    if (outcome === 'failed') failed = row;
    if (outcome !== 'delivered') break;
  }
  await markDelivered(writer, done, deps.now());
  if (failed) await putOff(writer, failed, deps.now());
  const untried = rows.slice(done.length + (failed ? 1 : 0));
  await giveBack(writer, untried);
  return untried.length === 0 && failed === undefined && rows.length === limit;
}

async function deliver(
  deps: Dependencies,
  system: OutsideSystem,
  tenant: string,
  { id, topic, payload }: ClaimedRow,
): Promise<'delivered' | 'failed' | 'not tried'> {
  const log = deps.logger.channel('relay');
  try {
    await system.deliver({ tenant, id, topic, payload: JSON.parse(payload) });
    return 'delivered';
  } catch (exception) {
    if (exception instanceof BrokenCircuitError) return 'not tried';
    if (exception instanceof MessageRejected) {
      // It would be refused again and hold up all that follow: the log keeps it, for a person to look at.
      log.error('An outside system refused a message', { tenant, id, topic, exception });
      return 'delivered';
    }
    if (deps.configuration.flaws.includes('lossy-outbox')) return 'delivered';
    log.warning('An outside system did not take a message', { tenant, id, topic, exception });
    return 'failed';
  }
}
