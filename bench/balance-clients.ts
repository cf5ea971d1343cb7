import { type Random, between } from '../core/seeded-random.ts';
import { factsOf } from '../probes/reader-balance/facts/facts.ts';
import type { Sample } from '../probes/reader-balance/samples/sample.ts';
import { rejectedOf } from '../probes/reader-balance/suspicion.ts';

/** How the clients of a simulated system come to their answers. */
export interface Clients {
  readonly count: number;
  /** Connections that each opens per second, on average. */
  readonly rate: number;
  /** Whether they ask one resolver that keeps answers for all, or each keeps its own. */
  readonly share: boolean;
}

export const clientsOf: Readonly<Record<string, Clients>> = {
  own: { count: 4, rate: 0.5, share: false },
  shared: { count: 4, rate: 0.5, share: true },
  bursts: { count: 3, rate: 6, share: false },
  'one, rare': { count: 1, rate: 0.1, share: false },
};

const ttlMs = 5_000;
const seconds = 300;

/** Whether the probe calls a system uneven in which every answer is drawn fairly, and is kept as long as it may be. */
export function falseAlarm(readers: number, clients: Clients, random: Random): boolean {
  const samples: Sample[] = Array.from({ length: readers }, (_, reader) => ({
    kind: 'reader',
    at: 0,
    id: `db-${reader}`,
    host: `127.0.0.${reader}`,
    role: 'reader',
  }));
  for (let at = 0; at < seconds * 1000; at += ttlMs + 50)
    samples.push({
      kind: 'answer',
      at,
      asked: 'authority',
      server: '127.0.0.250:53',
      chain: [],
      address: `127.0.0.${between(random, 0, readers - 1)}`,
    });
  samples.push(...connectionsOf(readers, clients, random));
  const facts = factsOf(
    samples.toSorted((a, b) => a.at - b.at),
    {},
  );
  return facts !== undefined && rejectedOf(facts).size > 0;
}

/** Connections as the probe sees them, which is at its next look, a second later at most. */
function connectionsOf(readers: number, { count, rate, share }: Clients, random: Random): Sample[] {
  const caches = Array.from({ length: count }, () => ({ reader: 0, until: -1 }));
  const samples: Sample[] = [];
  let id = 0;
  for (let at = 0; at < seconds * 1000; at += 100)
    for (const client of caches.keys()) {
      const cache = caches[share ? 0 : client];
      if (cache === undefined || random() >= rate / 10) continue;
      if (at >= cache.until) {
        cache.reader = between(random, 0, readers - 1);
        cache.until = at + ttlMs;
      }
      id += 1;
      samples.push({
        kind: 'opened',
        at: Math.ceil((at + 1) / 1000) * 1000,
        reader: `db-${cache.reader}`,
        id,
        client: `client-${client}`,
        standing: false,
      });
    }
  return samples;
}
