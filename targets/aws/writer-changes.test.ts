import { afterAll, expect, it } from 'vitest';
import { startTestNameServer, type TestNameServer } from '../../tests/probes/name-server.ts';
import type { DatabaseCluster } from './database-cluster.ts';
import { writerChanges } from './writer-changes.ts';

/** Where the cluster's name leads; instances have addresses, which need no name. */
let led = '127.0.0.1';
let names: TestNameServer | undefined;
afterAll(() => names?.close());

/** A cluster of which one is the writer. */
function cluster(writer: string): DatabaseCluster {
  const instances = ['127.0.0.1', '127.0.0.2'].map((host, nth) => {
    const id = `db-${nth + 1}`;
    return {
      id,
      role: id === writer ? ('writer' as const) : ('reader' as const),
      address: `${host}:3306`,
      class: 'db.r6g.large',
      health: 'healthy' as const,
      since: 0,
      detail: '',
      restarts: 0,
    };
  });
  return { writer: 'writer.test:3306', reader: undefined, instances };
}

it('follows a change from the request to the new writer, and to where its name leads', async () => {
  names = await startTestNameServer(() => led);
  let writer = 'db-1';
  let now = Date.parse('2026-11-27T10:00:00.000Z');
  const changes = writerChanges(
    async () => cluster(writer),
    names.address,
    () => now,
  );
  expect(await changes.all()).toEqual([]);
  await changes.ask(() => Promise.resolve());
  const asked = {
    number: 1,
    planned: true,
    cause: 'rds:FailoverDBCluster',
    from: 'db-1',
    fromClass: 'db.r6g.large',
    to: null,
    toClass: null,
    detectedAt: '2026-11-27T10:00:00.000Z',
    fencedAt: null,
    promotedAt: null,
    flippedAt: null,
    failure: null,
  };
  expect(await changes.all()).toEqual([asked]);
  writer = 'db-2';
  now += 2000;
  const promoted = {
    ...asked,
    to: 'db-2',
    toClass: 'db.r6g.large',
    promotedAt: '2026-11-27T10:00:02.000Z',
  };
  expect(await changes.all()).toEqual([promoted]);
  now += 2000;
  expect(await changes.all()).toEqual([promoted]);
  led = '127.0.0.2';
  expect(await changes.all()).toEqual([{ ...promoted, flippedAt: '2026-11-27T10:00:04.000Z' }]);
});

it('knows of no change that was refused', async () => {
  const changes = writerChanges(async () => cluster('db-1'), undefined, Date.now);
  await expect(changes.ask(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await changes.all()).toEqual([]);
});
