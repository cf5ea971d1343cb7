// @module-tag needs/memcached
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Memcached, startMemcached } from '../testing/memcached.ts';
import { until } from '../testing/until.ts';
import { memcachedSessions } from './memcached.ts';
import type { SessionStore } from './store.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Longer than a busy machine keeps a node that is well from answering. */
const timeoutSeconds = 2;

async function open(): Promise<{ store: SessionStore; nodes: Memcached[] }> {
  const nodes = [await startMemcached(), await startMemcached()];
  const addresses = nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
  const store = memcachedSessions(addresses, { ttlSeconds: 60, timeoutSeconds, probeSeconds: 0.1 });
  ends.push(() => store.close(), ...nodes.map((node) => node.stop));
  return { store, nodes };
}

const session = {
  lastSearch: { property: 'RIV1', arrival: '2027-08-01', departure: '2027-08-08' },
};
const visitors = Array.from({ length: 40 }, () => randomUUID());

async function remembered(store: SessionStore): Promise<number> {
  const read = await Promise.all(visitors.map((sid) => store.read(sid)));
  return read.filter((each) => each.lastSearch !== undefined).length;
}

describe('sessions', () => {
  it('are spread over the nodes and read back', async () => {
    const { store } = await open();
    expect(await store.read(randomUUID())).toEqual({});
    await Promise.all(visitors.map((sid) => store.write(sid, session)));
    expect(await remembered(store)).toBe(40);
  });

  it('of a node that died are lost, those of the other are not, and nobody sees an error', async () => {
    const { store, nodes } = await open();
    await Promise.all(visitors.map((sid) => store.write(sid, session)));
    await nodes[0]?.stop();
    const left = await remembered(store);
    expect(left).toBeGreaterThan(5);
    expect(left).toBeLessThan(35);
    expect(store.nodes().map(({ alive }) => alive)).toEqual([false, true]);
  });

  it('cost one slow request when a node stops answering, and come back with it', async () => {
    const { store, nodes } = await open();
    await Promise.all(visitors.map((sid) => store.write(sid, session)));
    nodes[0]?.process.kill('SIGSTOP');
    const times: number[] = [];
    for (const sid of visitors) {
      const started = performance.now();
      await store.read(sid);
      times.push(performance.now() - started);
    }
    expect(times.filter((time) => time > timeoutSeconds * 750)).toHaveLength(1);
    expect(Math.max(...times)).toBeLessThan(timeoutSeconds * 5000);
    nodes[0]?.process.kill('SIGCONT');
    await until('the node to be used again', () => store.nodes().every(({ alive }) => alive));
    expect(await remembered(store)).toBe(40);
  });

  it('that another program wrote count as none', async () => {
    const { store, nodes } = await open();
    const address = { host: '127.0.0.1', port: nodes[0]?.port ?? 0 };
    const other = memcachedSessions([address, address], { ttlSeconds: 60 });
    ends.push(() => other.close());
    for (const sid of visitors) await other.write(sid, JSON.parse('{"lastSearch":"yesterday"}'));
    expect(await remembered(store)).toBe(0);
  });
});
