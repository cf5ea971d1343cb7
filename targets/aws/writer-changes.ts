import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { reasonOf } from '../../core/errors.ts';
import type { Instance, WriterChange } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import type { DatabaseCluster } from './database-cluster.ts';

/** Changes of the writer that were asked for here. */
export interface WriterChanges {
  /** Asks for one, and follows it if it was not refused. */
  readonly ask: (request: () => Promise<unknown>) => Promise<void>;
  /** As far as they have come; looks at the cluster while one is not over. */
  readonly all: () => Promise<readonly WriterChange[]>;
}

/**
 * Follows changes by what RDS says of the cluster, and by where its name leads: moments are those when it was first seen,
 * so that they are late by as long as there is between two looks.
 * @param nameServer `host:port`; the system's own without
 */
export function writerChanges(
  look: () => Promise<DatabaseCluster>,
  nameServer: string | undefined,
  now: () => number,
): WriterChanges {
  const changes: WriterChange[] = [];
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  if (nameServer !== undefined) resolver.setServers([nameServer]);
  const addressOf = async (address: string): Promise<string | undefined> => {
    const host = address.replace(/:\d+$/, '');
    return isIP(host) === 0 ? (await resolver.resolve4(host))[0] : host;
  };
  const leadsTo = async (name: string, instance: Instance): Promise<Partial<WriterChange>> => {
    try {
      const [led, own] = await Promise.all([addressOf(name), addressOf(instance.address)]);
      return led === own ? { flippedAt: new Date(now()).toISOString() } : {};
    } catch (error) {
      return { nameUnseen: `no name server tells where it leads: ${reasonOf(error)}` };
    }
  };
  return {
    ask: async (request) => {
      const [writer] = withRole((await look()).instances, 'writer');
      const detectedAt = new Date(now()).toISOString();
      await request();
      changes.push({
        number: changes.length + 1,
        planned: true,
        cause: 'rds:FailoverDBCluster',
        from: writer?.id ?? '',
        fromClass: writer?.class ?? '',
        to: null,
        toClass: null,
        detectedAt,
        fencedAt: null,
        promotedAt: null,
        flippedAt: null,
        failure: null,
      });
    },
    all: async () => {
      const last = changes.at(-1);
      if (last === undefined || last.flippedAt !== null) return changes;
      const { instances, writer: name } = await look();
      const [writer] = withRole(instances, 'writer');
      if (writer === undefined || writer.id === last.from) return changes;
      const { nameUnseen: _, ...seen } = last;
      changes[changes.length - 1] = {
        ...seen,
        to: writer.id,
        toClass: writer.class ?? '',
        promotedAt: last.promotedAt ?? new Date(now()).toISOString(),
        ...(await leadsTo(name, writer)),
      };
      return changes;
    },
  };
}
