// @module-tag needs/cluster
// @module-tag needs/k6
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import { lookupThrough } from '../../probes/database/names.ts';
import { startAudit } from '../../probes/write-audit/audit.ts';
import { auditClients } from '../../probes/write-audit/clients.ts';
import { clientsFigures } from '../../reports/verdict/drill/figures.ts';
import { act, clusterState } from '../../system-under-test/cluster/client/control-client.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { localTarget } from '../../targets/local.ts';
import { type TestCluster, upSmall } from '../run/test-cluster.ts';
import { wrapperClient, type WrapperNode } from './wrapper-client.ts';

/** How often each way is done, each about 25 s; needs `npm install --no-save aws-advanced-nodejs-wrapper@2.0.1`. */
const repeats = Number(process.env['BILANCIA_WRAPPER'] ?? 0);
const quietMs = { before: 4000, after: 15_000 } as const;

describe.runIf(repeats > 0)('clients side by side while the writer goes', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('compared');
  });
  afterAll(() => cluster.down());

  const nodes = async (): Promise<WrapperNode[]> =>
    (await clusterState(cluster.name)).parts
      .filter(({ kind }) => kind === 'database-writer' || kind === 'database-reader')
      .map(({ kind, address }) => ({
        id: address.replace(/:.*$/, '').split('.').at(-1) ?? '',
        isWriter: kind === 'database-writer',
      }));

  /** What each client saw of one change of the writer. */
  const compared = async (change: (writer: string) => Promise<void>) => {
    const target = await localTarget(cluster.name);
    const { database, endpoints } = target;
    if (database?.audit === undefined) throw new Error('nothing may be written');
    let known = await nodes();
    const over = new AbortController();
    const looking = (async () => {
      while (!over.signal.aborted) {
        known = await nodes();
        await pause(50);
      }
    })();
    const events: AuditEvent[] = [];
    const place = {
      ...database.audit,
      writer: endpoints.writer ?? '',
      reader: endpoints.reader,
      lookup: lookupThrough(endpoints.nameServer, Date.now),
    };
    const wrapper = await wrapperClient(() => known);
    const clients = [
      ...auditClients,
      // It finds the writer by its topology, and needs addresses of nodes to begin with.
      {
        ...wrapper,
        open: (where: typeof place) => wrapper.open({ ...where, writer: database.writer.address }),
      },
    ];
    const audit = startAudit({
      place,
      clients,
      record: (event) => events.push(event),
      now: Date.now,
    });
    await pause(quietMs.before);
    const faultAt = Date.now();
    await change(database.writer.id);
    await pause(quietMs.after);
    await audit.finish();
    over.abort();
    await looking;
    const isWhole = async (): Promise<boolean> =>
      (await cluster.state()).parts.every(({ health }) => health === 'healthy');
    expect(await until(isWhole, { withinMs: 60_000, everyMs: 300 })).toBe(true);
    return clientsFigures(events, faultAt, Date.now());
  };

  it.each(
    Array.from({ length: repeats }, (_, nth) =>
      (['kill', 'freeze', 'graceful'] as const).map((how) => [how, nth] as const),
    ).flat(),
  )('%s (%i)', async (how, nth) => {
    const figures = await compared(async (part) => {
      if (how === 'graceful') return act(cluster.name, 'switch-writer', {});
      await act(cluster.name, how, { part });
    });
    for (const { client, writes, errors, recovered, audit } of figures)
      process.stdout.write(
        `${JSON.stringify({ how, nth, client, writes, errors, recovered, states: audit.states })}\n`,
      );
    const wrapper = figures.find(({ client }) => client === 'wrapper');
    expect(wrapper?.audit.states['acknowledged-and-lost'] ?? 0).toBe(0);
    // It has no answer to a writer that refuses writes and keeps its connections.
    expect(wrapper?.recovered).toBe(how !== 'graceful');
  });
});
