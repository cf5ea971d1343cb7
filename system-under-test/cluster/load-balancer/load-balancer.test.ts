import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endChild, spawnTied } from '../../../core/child-process.ts';
import { choosePublicPort } from '../addresses.ts';
import { findPrograms } from '../programs.ts';
import { untilItWorks, until } from '../until.ts';
import { setSlot, targetStatuses } from './admin.ts';
import { balancerConfiguration } from './configuration.ts';

/** AWS's field names in order; the last four were added after 2023. */
const fieldNames =
  'type time elb client:port target:port request_processing_time target_processing_time response_processing_time elb_status_code target_status_code received_bytes sent_bytes request user_agent ssl_cipher ssl_protocol target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time actions_executed redirect_url error_reason target:port_list target_status_code_list classification classification_reason conn_trace_id transformed_host transformed_uri request_transform_status'.split(
    ' ',
  );

const folder = mkdtempSync(join(tmpdir(), 'bil-lb-'));
const adminSocket = join(folder, 'admin.sock');
const accessLog = join(folder, 'access.log');
const network = `127.${randomInt(16, 250)}.${randomInt(1, 250)}`;
const slots = [101, 102, 103].map((host) => `${network}.${host}:8080`);
const targetGroup = 'arn:aws:elasticloadbalancing:local-1:000000000000:targetgroup/pms/1';
const names = { balancer: 'app/test/1', targetGroup };
const servers: Server[] = [];
let port: number;
let haproxy: ReturnType<typeof spawnTied>;

/** A task that answers slowly on /slow, breaks off on /break, and counts the bookings it was sent. */
const bookings: string[] = [];
async function startTask(slot: string): Promise<Server> {
  const [host = '', at] = slot.split(':');
  const server = createServer((incoming, response) => {
    const { url = '', method } = incoming;
    if (method === 'POST') bookings.push(slot);
    if (url === '/break') incoming.socket.destroy();
    else if (url === '/slow') setTimeout(() => response.end('late'), 300);
    else response.writeHead(url === '/missing' ? 404 : 200).end(slot);
  });
  server.keepAliveTimeout = 3_600_000;
  server.listen(Number(at), host);
  await once(server, 'listening');
  servers.push(server);
  return server;
}

async function visit(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
) {
  const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }).end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('no response');
  return { status: response.statusCode, body: await text(response) };
}

/** The log's line for `needle`, by AWS's field names. */
async function logged(needle: string): Promise<Record<string, string>> {
  const line = await untilItWorks(
    async () => {
      const found = readFileSync(accessLog, 'utf8')
        .split('\n')
        .find((text) => text.includes(needle));
      if (found === undefined) throw new Error(`nothing logged for ${needle}`);
      return found;
    },
    { withinMs: 3000 },
  );
  const fields = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  expect(fields).toHaveLength(fieldNames.length);
  return Object.fromEntries(fieldNames.map((name, index) => [name, fields[index] ?? '']));
}

beforeAll(async () => {
  port = await choosePublicPort(undefined);
  const configuration = join(folder, 'haproxy.cfg');
  const options = { publicPort: port, adminSocket, slots, openFiles: 4096, names };
  writeFileSync(configuration, balancerConfiguration(options));
  haproxy = spawnTied(findPrograms().haproxy, ['-db', '-f', configuration], {
    stdio: ['ignore', openSync(accessLog, 'a'), 'ignore'],
  });
  for (const slot of slots.slice(0, 2)) {
    await startTask(slot);
    await untilItWorks(() => setSlot(adminSocket, slot, 'ready'), { withinMs: 5000 });
  }
});

afterAll(async () => {
  await endChild(haproxy);
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

it('goes round the tasks that are switched on', async () => {
  const bodies = [];
  for (let i = 0; i < 4; i += 1) bodies.push((await visit(`/round${i}`)).body);
  expect(new Set(bodies)).toEqual(new Set(slots.slice(0, 2)));
  expect(bodies[0]).toBe(bodies[2]);
});

it('logs what was asked and answered, field by field', async () => {
  const asOf = Date.now();
  const headers = { host: `riviera.localhost:${port}`, 'user-agent': 'a "browser"' };
  const { body } = await visit('/page?from=2027-08-01', { headers });
  const fields = await logged('/page?from=2027-08-01');
  expect(fields).toMatchObject({
    type: 'http',
    elb: 'app/test/1',
    'target:port': body,
    request_processing_time: '0.000',
    response_processing_time: '0.000',
    elb_status_code: '200',
    target_status_code: '200',
    request: `GET http://riviera.localhost:${port}/page?from=2027-08-01 HTTP/1.1`,
    user_agent: String.raw`a \x22browser\x22`,
    ssl_cipher: '-',
    ssl_protocol: '-',
    target_group_arn: targetGroup,
    domain_name: '-',
    chosen_cert_arn: '-',
    matched_rule_priority: '0',
    actions_executed: 'forward',
    redirect_url: '-',
    error_reason: '-',
    'target:port_list': body,
    target_status_code_list: '200',
    classification: '-',
    classification_reason: '-',
    transformed_host: '-',
    transformed_uri: '-',
    request_transform_status: '-',
  });
  expect(fields['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(fields['request_creation_time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(Math.abs(Date.parse(fields['request_creation_time'] ?? '') - asOf)).toBeLessThan(2000);
  expect(fields['client:port']).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(fields['target_processing_time']).toMatch(/^0\.\d{3}$/);
  expect(fields['trace_id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(fields['conn_trace_id']).toMatch(/^TID_[0-9a-f]{32}$/);
  expect(Number(fields['received_bytes'])).toBeGreaterThan(50);
  expect(Number(fields['sent_bytes'])).toBeGreaterThan(50);
});

it("keeps a client's own trace id and a task's own status", async () => {
  const trace = 'Root=1-58337262-36d228ad5d99923122bbe354';
  await visit('/missing', { headers: { 'x-amzn-trace-id': trace } });
  expect(await logged('/missing')).toMatchObject({
    trace_id: trace,
    elb_status_code: '404',
    target_status_code: '404',
  });
});

it('logs how long a slow task took', async () => {
  await visit('/slow');
  const fields = await logged('/slow');
  expect(Number(fields['target_processing_time'])).toBeGreaterThanOrEqual(0.299);
  expect(Number(fields['target_processing_time'])).toBeLessThan(2);
});

it('logs 502 without a target status when a task breaks off, and sends a booking only once', async () => {
  bookings.length = 0;
  expect((await visit('/break', { method: 'POST' })).status).toBe(502);
  expect(bookings).toHaveLength(1);
  expect(await logged('/break')).toMatchObject({
    'target:port': bookings[0],
    target_processing_time: '-1',
    response_processing_time: '-1',
    elb_status_code: '502',
    target_status_code: '-',
    target_status_code_list: '-',
  });
});

it('logs what is not HTTP as a 400 in the same fields', async () => {
  const socket = createConnection({ host: '127.0.0.1', port });
  socket.write('NONSENSE\r\n\r\n');
  await text(socket);
  expect(await logged(' 400 ')).toMatchObject({
    'target:port': '-',
    elb_status_code: '400',
    request: `- http://-:${port}- -`,
    actions_executed: '-',
  });
});

it('sends nothing to a task that drains, and loses no request when a task is gone', async () => {
  const [first = '', second = '', third = ''] = slots;
  await startTask(third);
  await setSlot(adminSocket, third, 'ready');
  await setSlot(adminSocket, first, 'drain');
  const gone = servers[1];
  gone?.close().closeAllConnections();
  const bodies = new Set<string>();
  for (let i = 0; i < 10; i += 1) {
    const { status, body } = await visit(`/after${i}`);
    expect(status).toBe(200);
    bodies.add(body);
  }
  expect(bodies).toEqual(new Set([third]));
  const noticed = async (): Promise<boolean> => {
    const statuses = await targetStatuses(adminSocket);
    return statuses.find(({ address }) => address === second)?.status === 'DOWN';
  };
  expect(await until(noticed, { withinMs: 10_000, everyMs: 100 })).toBe(true);
});

it('answers 503 and logs no target when every task is switched off', async () => {
  for (const slot of slots) await setSlot(adminSocket, slot, 'maint');
  expect((await visit('/nobody')).status).toBe(503);
  expect(await logged('/nobody')).toMatchObject({
    'target:port': '-',
    request_processing_time: '-1',
    target_processing_time: '-1',
    elb_status_code: '503',
  });
});
