// @module-tag needs/haproxy
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endChild, spawnTied } from '../../../core/child-process.ts';
import { startTestBalancer, type TaskAnswer, type TestBalancer } from '../testing/balancer.ts';
import { until } from '../until.ts';
import { askBalancer, setSlot } from './admin.ts';
import { backend } from './configuration.ts';
import { connectRetries } from './timeouts.ts';

/**
 * Long enough for a client to leave, and for a task to answer, before they are over on a busy machine. HAProxy waits as long
 * before it tries a task again that takes no connection: three times, and all four connects have to be later than that.
 */
const timeouts = { connect: 1000, request: 3000, target: 3000 };
/** For what comes at once, unless the machine is busy. */
const soon = { withinMs: 30_000, everyMs: 5 };

/** Paths that tasks have been asked for. */
const asked: string[] = [];
const answer: TaskAnswer = ({ url = '', socket }, response) => {
  asked.push(url);
  if (url.startsWith('/break')) socket.destroy();
  else if (url.startsWith('/malformed')) socket.end('HTTP/1.1 banana\r\n\r\n');
  else if (url.startsWith('/half')) response.writeHead(200, { 'content-length': 9 }).write('half');
  else if (!url.startsWith('/never')) response.end('ok');
};

let balancer: TestBalancer;
beforeAll(async () => {
  balancer = await startTestBalancer({ slots: 2, timeouts });
  await balancer.startTask(slot(), answer);
});
afterAll(async () => {
  await balancer.stop();
});

const slot = (): string => balancer.slots[0] ?? '';

/** A client that leaves, by its name. */
const leaves = {
  closes: (client: Socket) => client.destroy(),
  'resets the connection': (client: Socket) => client.resetAndDestroy(),
  'says that it will send no more': (client: Socket) => client.end(),
} as const;

/** Sends these bytes. What is answered comes to `said`. */
async function connect(bytes: string): Promise<{ client: Socket; said: () => string }> {
  const client = createConnection({ host: '127.0.0.1', port: balancer.port });
  let said = '';
  client.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(client, 'connect');
  client.write(bytes);
  return { client, said: () => said };
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a.localhost\r\n\r\n`;
const post = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 100\r\n\r\n${body}`;

/** What the log has to say where no task answered: all times -1, and the task's own status `-`. */
const unanswered = (status: string, target: string): Record<string, string> => ({
  'target:port': target,
  request_processing_time: '-1',
  target_processing_time: '-1',
  response_processing_time: '-1',
  elb_status_code: status,
  target_status_code: '-',
  'target:port_list': target,
  target_status_code_list: '-',
});

/** A task that listens and accepts no connection, with clients enough to fill what waits to be accepted. */
async function startDeafTask(at: string): Promise<{ stop: () => Promise<void> }> {
  const [host = '', port] = at.split(':');
  const deaf = `require('net').createServer().listen({ host: '${host}', port: ${port}, backlog: 1 }, () => {
    require('fs').writeSync(1, 'listens');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  })`;
  const child = spawnTied(process.execPath, ['-e', deaf], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout) await once(child.stdout, 'data');
  const clients = Array.from({ length: 4 }, () => createConnection({ host, port: Number(port) }));
  for (const client of clients) client.on('error', () => client.destroy());
  await Promise.all(clients.slice(0, 2).map((client) => once(client, 'connect')));
  return {
    stop: async () => {
      for (const client of clients) client.destroy();
      await endChild(child);
    },
  };
}

describe.each(Object.entries(leaves))('when a client %s', (name, leave) => {
  const at = (path: string): string => `${path}-${name.length}`;

  it('before a task answered, 460 is logged, with the task', async () => {
    const { client } = await connect(get(at('/never')));
    await until(async () => asked.includes(at('/never')), soon);
    leave(client);
    expect(await balancer.logged(at('/never'))).toMatchObject(unanswered('460', slot()));
  });

  it('in the midst of its request, 400 is logged, and no task is asked', async () => {
    const { client } = await connect(post(at('/midst'), 'abc'));
    leave(client);
    expect(await balancer.logged(at('/midst'))).toMatchObject(unanswered('400', '-'));
    expect(asked).not.toContain(at('/midst'));
  });

  it("in the midst of the answer, the task's status is logged", async () => {
    const { client, said } = await connect(get(at('/half')));
    await until(async () => said().includes('half'), soon);
    leave(client);
    const fields = await balancer.logged(at('/half'));
    expect(fields).toMatchObject({
      'target:port': slot(),
      elb_status_code: '200',
      target_status_code: '200',
      request_processing_time: '0.000',
      response_processing_time: '0.000',
    });
    expect(fields['target_processing_time']).toMatch(/^0\.\d{3}$/);
  });
});

describe('the load balancer answers by itself, and logs what it answered', () => {
  it.each([
    ['502 when a task breaks off', post('/break', 'x'.repeat(100)), '502', true],
    ['502 when the answer of a task is malformed', get('/malformed'), '502', true],
    ['504 when a task does not answer in time', get('/never-at-all'), '504', true],
    ['408 when the body of a request does not come', post('/bodiless', ''), '408', false],
  ])('%s', async (_, bytes, status, chosen) => {
    const { client, said } = await connect(bytes);
    const path = bytes.split(' ')[1] ?? '';
    const fields = await balancer.logged(`${path} `);
    expect(fields).toMatchObject(unanswered(status, chosen ? slot() : '-'));
    await until(async () => said() !== '', soon);
    expect(said()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(asked.filter((one) => one === path)).toHaveLength(chosen ? 1 : 0);
    client.destroy();
  });

  it.each([
    ['400 to what is not HTTP', 'NONSENSE\r\n\r\n', '400'],
    ['408 when headers stop coming', 'GET /headless HTTP/1.1\r\nHost: a', '408'],
  ])('%s', async (_, bytes, status) => {
    const { client, said } = await connect(bytes);
    expect(await balancer.logged(`127.0.0.1:${client.localPort} `)).toMatchObject({
      ...unanswered(status, '-'),
      request: `- http://-:${balancer.port}- -`,
      actions_executed: '-',
    });
    await until(async () => said() !== '', soon);
    expect(said()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    client.destroy();
  });

  it('504 when no connection to a task comes about in time, though HAProxy would say 503', async () => {
    const [, full = ''] = balancer.slots;
    const crowd = await startDeafTask(full);
    await askBalancer(balancer.adminSocket, `disable health ${backend}/${full}`);
    await setSlot([balancer.adminSocket], slot(), 'maint');
    await setSlot([balancer.adminSocket], full, 'ready');
    const began = performance.now();
    expect((await balancer.visit('/unconnected')).status).toBe(504);
    expect(performance.now() - began).toBeGreaterThan((connectRetries + 1) * timeouts.connect - 1);
    expect(await balancer.logged('/unconnected')).toMatchObject(unanswered('504', full));
    await setSlot([balancer.adminSocket], full, 'maint');
    await setSlot([balancer.adminSocket], slot(), 'ready');
    await crowd.stop();
  });

  it('502 when a task takes no connections, though HAProxy would say 503', async () => {
    // Else the health checks find out first, and then there is no task to choose.
    await askBalancer(balancer.adminSocket, `disable health ${backend}/${slot()}`);
    balancer.tasks.get(slot())?.close().closeAllConnections();
    expect((await balancer.visit('/refused')).status).toBe(502);
    expect(await balancer.logged('/refused')).toMatchObject(unanswered('502', slot()));
  });

  it('503 without a task when there is none', async () => {
    await setSlot([balancer.adminSocket], slot(), 'maint');
    expect((await balancer.visit('/nobody')).status).toBe(503);
    expect(await balancer.logged('/nobody')).toMatchObject(unanswered('503', '-'));
  });
});
