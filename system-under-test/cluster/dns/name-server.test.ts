import { Resolver } from 'node:dns/promises';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { streamDecode, streamEncode } from 'dns-packet';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, type Zone } from './answer.ts';
import { type NameServer, startNameServer } from './server.ts';

const host = `127.${randomInt(16, 250)}.${randomInt(1, 250)}.2`;
const port = randomInt(20_000, 32_000);
let readers: string[] = [];
const zone: Zone = {
  writerName: 'a.cluster.bilancia.internal',
  readerName: 'a.cluster-ro.bilancia.internal',
  writer: () => '127.1.2.11',
  readers: () => readers,
  random: Math.random,
};
let server: NameServer;
const resolver = new Resolver({ timeout: 1000, tries: 1 });
resolver.setServers([`${host}:${port}`]);

beforeAll(async () => {
  server = await startNameServer(host, port, zone);
});
afterAll(() => server.close());

it('answers the writer name with the writer and a time to live of 5 seconds', async () => {
  expect(await resolver.resolve4(zone.writerName, { ttl: true })).toEqual([
    { address: '127.1.2.11', ttl: 5 },
  ]);
});

it('answers the reader name with one reader at a time, and with all of them over time', async () => {
  readers = ['127.1.2.12', '127.1.2.13'];
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => resolver.resolve4(zone.readerName)),
  );
  expect(answers.every((answer) => answer.length === 1)).toBe(true);
  expect([...new Set(answers.flat())].toSorted()).toEqual(readers);
});

it('leads to the writer when there is no reader', async () => {
  readers = [];
  expect(await resolver.resolve4(zone.readerName)).toEqual(['127.1.2.11']);
});

it('says that other names do not exist and that known names have no IPv6 address', async () => {
  await expect(resolver.resolve4('b.cluster.bilancia.internal')).rejects.toMatchObject({
    code: 'ENOTFOUND',
  });
  await expect(resolver.resolve6(zone.writerName)).rejects.toMatchObject({ code: 'ENODATA' });
});

it('answers over TCP, also when a message comes in pieces', async () => {
  const socket = createConnection({ host, port });
  const query = streamEncode({
    type: 'query',
    id: 7,
    questions: [{ type: 'A', class: 'IN', name: zone.writerName }],
  });
  socket.write(query.subarray(0, 5));
  socket.write(query.subarray(5));
  const [reply]: unknown[] = await once(socket, 'data');
  socket.destroy();
  if (!Buffer.isBuffer(reply)) throw new Error('no bytes');
  expect(streamDecode(reply)).toMatchObject({
    id: 7,
    type: 'response',
    rcode: 'NOERROR',
    flag_aa: true,
    answers: [{ type: 'A', name: zone.writerName, ttl: 5, data: '127.1.2.11' }],
  });
});

test.prop([
  fc.array(fc.ipV4(), { maxLength: 5 }),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
])('gives one known address whatever is drawn', (addresses, drawn) => {
  const drawnZone = { ...zone, readers: () => addresses, random: () => drawn };
  const answer = answerTo(
    { questions: [{ type: 'A', name: zone.readerName.toUpperCase() }] },
    drawnZone,
  );
  const [first, ...more] = answer.answers ?? [];
  expect(more).toEqual([]);
  expect([...addresses, zone.writer()]).toContain(first?.type === 'A' ? first.data : undefined);
});
