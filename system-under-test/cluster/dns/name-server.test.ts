import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { decode, encode, type Packet, streamDecode, streamEncode } from 'dns-packet';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, type Zone } from './answer.ts';
import { type NameServer, startNameServer } from './server.ts';

const host = `127.${randomInt(16, 250)}.${randomInt(1, 250)}.2`;
const port = randomInt(20_000, 32_000);
let readers: string[] = [];
/** The fault that the zone has now. */
let fault: Error | undefined;
const logged: string[] = [];
const zone: Zone = {
  writerName: 'a.cluster.bilancia.internal',
  readerName: 'a.cluster-ro.bilancia.internal',
  writer: () => {
    if (fault) throw fault;
    return '127.1.2.11';
  },
  readers: () => readers.map((address) => ({ address, weight: 1 })),
  ttl: 5,
  random: Math.random,
};
let server: NameServer;
const resolver = new Resolver();
resolver.setServers([`${host}:${port}`]);

beforeAll(async () => {
  server = await startNameServer(host, port, zone, (line) => logged.push(line));
});
afterAll(() => server.close());

const queryOf = (name: string): Packet => ({
  type: 'query',
  id: 7,
  questions: [{ type: 'A', class: 'IN', name }],
});

/** The first reply to these messages, sent one after the other over UDP from one port. */
async function firstReply(...messages: readonly Buffer[]): Promise<Packet> {
  const client = createSocket('udp4');
  try {
    for (const message of messages) client.send(message, port, host);
    const [reply]: unknown[] = await once(client, 'message');
    if (!Buffer.isBuffer(reply)) throw new Error('no bytes');
    return decode(reply);
  } finally {
    client.close();
  }
}

/** The next reply on a connection after this was written to it. */
async function replyOver(socket: Socket, message: Buffer): Promise<Packet> {
  socket.write(message);
  const [reply]: unknown[] = await once(socket, 'data');
  if (!Buffer.isBuffer(reply)) throw new Error('no bytes');
  return streamDecode(reply);
}

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
  const query = streamEncode(queryOf(zone.writerName));
  socket.write(query.subarray(0, 5));
  const reply = await replyOver(socket, query.subarray(5));
  socket.destroy();
  expect(reply).toMatchObject({
    id: 7,
    type: 'response',
    rcode: 'NOERROR',
    flag_aa: true,
    answers: [{ type: 'A', name: zone.writerName, ttl: 5, data: '127.1.2.11' }],
  });
});

it('says "server failure" when the fault is its own, and logs it with its stack', async () => {
  fault = new Error('no writer is known');
  const query = queryOf(zone.writerName);
  expect(await firstReply(encode(query))).toMatchObject({ id: 7, rcode: 'SERVFAIL', answers: [] });
  const socket = createConnection({ host, port });
  const message = streamEncode(query);
  expect(await replyOver(socket, message)).toMatchObject({ id: 7, rcode: 'SERVFAIL' });
  fault = undefined;
  expect(await replyOver(socket, message)).toMatchObject({ id: 7, rcode: 'NOERROR' });
  socket.destroy();
  const line = expect.stringMatching(
    /^dns could not answer a query: Error: no writer is known\n    at .*name-server\.test\.ts/,
  );
  expect(logged.splice(0)).toEqual([line, line]);
});

it('says "format error" to a query that breaks off, and nothing to what is no query', async () => {
  const broken = encode(queryOf(zone.writerName)).subarray(0, 20);
  const reply = encode({ ...queryOf(zone.writerName), id: 8, type: 'response' });
  expect(await firstReply(Buffer.from('hello'), reply, broken)).toMatchObject({
    id: 7,
    type: 'response',
    rcode: 'FORMERR',
    questions: [],
  });
  expect(logged).toEqual([]);
});

test.prop([
  fc.array(fc.ipV4(), { maxLength: 5 }),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
])('gives one known address whatever is drawn', (addresses, drawn) => {
  const drawnZone = {
    ...zone,
    readers: () => addresses.map((address) => ({ address, weight: 1 })),
    random: () => drawn,
  };
  const answer = answerTo(
    { questions: [{ type: 'A', name: zone.readerName.toUpperCase() }] },
    drawnZone,
  );
  const [first, ...more] = answer.answers ?? [];
  expect(more).toEqual([]);
  expect([...addresses, zone.writer()]).toContain(first?.type === 'A' ? first.data : undefined);
});
