import { Client } from 'memjs';
import { z } from 'zod';
import type { HostAndPort } from '../configuration.ts';
import type { Session, SessionStore } from './store.ts';

export interface MemcachedOptions {
  readonly ttlSeconds: number;
  /** How long a node may take; then it is left alone until it answers a probe again. */
  readonly timeoutSeconds?: number;
  readonly probeSeconds?: number;
}

const sessionSchema = z.object({
  lastSearch: z
    .object({ property: z.string(), arrival: z.string(), departure: z.string() })
    .optional(),
  basket: z.array(z.string()).optional(),
});

interface Node {
  readonly address: string;
  readonly client: Client;
  alive: boolean;
}

/**
 * Sessions on memcached nodes, each visitor's on one of them. A node that fails or is slow is left alone at once and
 * probed beside the requests, so that no further request has to find out.
 */
export function memcachedSessions(
  addresses: readonly HostAndPort[],
  options: MemcachedOptions,
): SessionStore {
  const { ttlSeconds, timeoutSeconds = 0.2, probeSeconds = 1 } = options;
  const nodes = addresses.map(({ host, port }) => openNode(`${host}:${port}`, timeoutSeconds));

  const probe = setInterval(() => {
    for (const node of nodes) if (!node.alive) void revive(node);
  }, probeSeconds * 1000);
  probe.unref();

  /** The result of `work` on the visitor's node, or `otherwise` when there is none. */
  async function on<T>(
    sid: string,
    otherwise: T,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const node = nodes[slot(sid, nodes.length)];
    if (node === undefined || !node.alive) return otherwise;
    try {
      return await work(node.client);
    } catch {
      // Whatever the node's trouble is, it costs the session and nothing else; the metric tells of it.
      node.alive = false;
      return otherwise;
    }
  }

  return {
    read: (sid) =>
      on<Session>(sid, {}, async (client) => {
        const { value } = await client.get(key(sid));
        return value === null ? {} : decode(value.toString());
      }),
    write: (sid, session) =>
      on(sid, undefined, async (client) => {
        await client.set(key(sid), JSON.stringify(session), { expires: ttlSeconds });
      }),
    nodes: () => nodes.map(({ address, alive }) => ({ address, alive })),
    close() {
      clearInterval(probe);
      for (const { client } of nodes) client.close();
    },
  };
}

const key = (sid: string) => `session/${sid}`;

function openNode(address: string, timeout: number): Node {
  const quiet = { log: () => undefined };
  const client = Client.create(address, {
    timeout,
    conntimeout: timeout,
    retries: 1,
    retry_delay: 0,
    failoverTime: 0,
    keepAlive: true,
    logger: quiet,
  });
  return { address, client, alive: true };
}

async function revive(node: Node): Promise<void> {
  node.alive = await node.client.get('probe').then(
    () => true,
    () => false,
  );
}

function decode(text: string): Session {
  try {
    return sessionSchema.parse(JSON.parse(text));
  } catch {
    // Written by another version of the program, or by somebody else: as good as no session.
    return {};
  }
}

/** Which of `count` nodes holds the sessions of `sid` (FNV-1a). */
function slot(sid: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < sid.length; i += 1)
    hash = Math.imul(hash ^ sid.charCodeAt(i), 0x01000193) >>> 0;
  return count === 0 ? 0 : hash % count;
}
