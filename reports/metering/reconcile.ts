import { join } from 'node:path';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { UsageSample } from '../../core/run-folder/files/usage.ts';
import { readNdjsonBatches } from '../../core/run-folder/ndjson.ts';
import type { Outcome } from '../../core/outcome.ts';
import { nameOfHost } from '../../core/host.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { countOf, everyOutcome, loadNames } from '../evidence/request-table.ts';
import { lossesOf } from '../verdict/rules/evidence-complete.ts';
import { count, plural } from '../words/figures.ts';
import { type BalancerCount, balancerCounts } from './balancer-counts.ts';

/** What one tenant's requests came to, as three saw it; undefined where one did not look. */
export interface TenantCounts {
  readonly tenant: string;
  /** As the generator recorded them, and those of them without an answer that counts. */
  readonly generator: number | undefined;
  readonly failed: number;
  readonly balancer: number | undefined;
  /** Of these, those that the load balancer sent to no task. */
  readonly withoutTask: number;
  readonly system: number | undefined;
  readonly bySecond: ReadonlyMap<number, number>;
}

export interface Reconciliation {
  readonly outcome: Exclude<Outcome, 'invalid'>;
  readonly tenants: readonly TenantCounts[];
  readonly sentences: readonly string[];
}

/** The catalogue is read before the load, by the run and by the engine, which count it apart. */
const catalogue = '/inventory/v1/properties';
/** Seconds of counts that a task may not have written down when it is killed. */
const unwrittenSeconds = 3;

/**
 * Requests per tenant counted by the generator, at the load balancer and in the system, which must be the same: every
 * difference has to be explained by what happened to tasks, or by what never reached one.
 */
export async function reconcile(folder: string, evidence: Evidence): Promise<Reconciliation> {
  const usage = await usageOf(folder);
  const balancer = await balancerCounts(folder, (path) => path === catalogue);
  const names = [...new Set([...evidence.manifest.target.tenants, ...usage.keys()])].toSorted();
  const tenants = names.map((tenant): TenantCounts => {
    const table = evidence.requests.tenants.get(tenant);
    const own = usage.get(tenant);
    const seen: BalancerCount | undefined =
      own === undefined ? undefined : balancer?.get(nameOfHost(own.host).toLowerCase());
    return {
      tenant,
      generator: table === undefined ? undefined : countOf(table, loadNames(table), everyOutcome),
      failed: table === undefined ? 0 : countOf(table, loadNames(table), ['failed']),
      balancer: own === undefined || balancer === undefined ? undefined : (seen?.all ?? 0),
      withoutTask: seen?.withoutTask ?? 0,
      system: own?.requests,
      bySecond: seen?.bySecond ?? new Map(),
    };
  });
  const findings = tenants.map((counts) => findingOf(counts, lossOf(evidence)));
  const worst = (['fail', 'inconclusive', 'pass'] as const).find((outcome) =>
    findings.some((finding) => finding.outcome === outcome),
  );
  // Counts of what is left of a file say nothing about who counted wrongly.
  const losses = lossesOf(evidence, [runFiles.histograms, runFiles.accessLog, runFiles.usage]);
  return {
    outcome: losses.length > 0 ? 'inconclusive' : (worst ?? 'inconclusive'),
    tenants,
    sentences: [
      ...losses,
      ...(findings.length === 0
        ? ['The run tells of no tenants.']
        : findings.map(({ text }) => text)),
    ],
  };
}

/** By tenant: its host, and what the system counted between the first look and the last. */
async function usageOf(
  folder: string,
): Promise<ReadonlyMap<string, { readonly host: string; readonly requests: number }>> {
  const file = { ...runFiles.usage, path: join(folder, runFiles.usage.name) };
  const samples: UsageSample[] = (await collected(readNdjsonBatches(file.path, file.parse))).flat();
  const times = samples.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const counted = new Map<string, { host: string; requests: number }>();
  // A single look tells no difference.
  if (!(last > first)) return counted;
  for (const { at, tenant, host, route, requests } of samples) {
    if ((at !== first && at !== last) || route.endsWith(catalogue)) continue;
    const own = counted.get(tenant) ?? { host, requests: 0 };
    counted.set(tenant, own);
    own.requests += at === last ? requests : -requests;
  }
  return counted;
}

/** The most requests that tasks which ended can have counted and not written down. */
function lossOf({ topology, targets, requests }: Evidence): { tasks: number; most: number } {
  const ended = topology.flatMap((record) =>
    'instance' in record &&
    record.instance.role === 'task' &&
    (record.change === 'gone' || record.change === 'restarted')
      ? [record]
      : [],
  );
  let most = 0;
  for (const { at, instance } of ended) {
    for (const [slot, counted] of targets.get(instance.address) ?? []) {
      const second = requests.origin + slot * requests.slotSeconds;
      const isLast =
        second + requests.slotSeconds > at / 1000 - 2 * unwrittenSeconds && second <= at / 1000;
      if (isLast) most += counted;
    }
  }
  return { tasks: ended.length, most };
}

function findingOf(
  { tenant, generator, failed, balancer, withoutTask, system }: TenantCounts,
  loss: { readonly tasks: number; readonly most: number },
): { readonly outcome: Reconciliation['outcome']; readonly text: string } {
  const missing = [
    generator === undefined ? 'the generator (it counts no tenants)' : [],
    balancer === undefined ? 'the load balancer (no access log, or no site of this tenant)' : [],
    system === undefined ? 'the system (no counts before and after the load)' : [],
  ].flat();
  if (generator === undefined || balancer === undefined || system === undefined)
    return {
      outcome: 'inconclusive',
      text: `${tenant}: not counted by ${missing.join(', nor by ')}.`,
    };
  if (generator === balancer && balancer === system)
    return {
      outcome: 'pass',
      text: `${tenant}: ${plural(system, 'request')}, the same at all three.`,
    };
  const three = `generator ${count(generator)}, load balancer ${count(balancer)}, system ${count(system)}`;
  const unsent = generator - balancer;
  const lost = balancer - withoutTask - system;
  const isReached = unsent >= 0 && unsent <= failed;
  const isWritten = lost >= 0 && lost <= loss.most;
  const reasons = [
    unsent === 0
      ? []
      : `${plural(Math.abs(unsent), 'request')} ${unsent > 0 ? 'got no further than the generator' : 'more at the load balancer'} (${count(failed)} failed)`,
    withoutTask === 0 ? [] : `${plural(withoutTask, 'request')} reached no task`,
    lost === 0
      ? []
      : `${plural(Math.abs(lost), 'request')} ${lost > 0 ? 'not written down' : 'more in the system'} (${plural(loss.tasks, 'task')} ended, which may have lost ${count(loss.most)})`,
  ].flat();
  return isReached && isWritten
    ? { outcome: 'pass', text: `${tenant}: ${three}; explained: ${reasons.join(', ')}.` }
    : { outcome: 'fail', text: `${tenant}: ${three}; not explained: ${reasons.join(', ')}.` };
}
