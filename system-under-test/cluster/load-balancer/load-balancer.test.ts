// @module-tag needs/haproxy
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBalancer, type TestBalancer } from '../testing/balancer.ts';
import { until } from '../until.ts';
import { setSlot, targetStatuses } from './admin.ts';

/** HAProxy looks at the clock once a round of its loop. */
const clockStepMs = 10;

let balancer: TestBalancer;
beforeAll(async () => {
  balancer = await startTestBalancer({ slots: 3 });
  const [first = '', second = ''] = balancer.slots;
  await balancer.startTask(first);
  await balancer.startTask(second);
});
afterAll(async () => {
  await balancer.stop();
});

it('goes round the tasks that are switched on', async () => {
  const bodies = [];
  for (let i = 0; i < 4; i += 1) bodies.push((await balancer.visit(`/round${i}`)).body);
  expect(new Set(bodies)).toEqual(new Set(balancer.slots.slice(0, 2)));
  expect(bodies[0]).toBe(bodies[2]);
});

it('logs what was asked and answered, field by field', async () => {
  const asOf = Date.now();
  const headers = { host: `riviera.localhost:${balancer.port}`, 'user-agent': 'a "browser"' };
  const { body } = await balancer.visit('/page?from=2027-08-01', { headers });
  const fields = await balancer.logged('/page?from=2027-08-01');
  expect(fields).toMatchObject({
    type: 'http',
    elb: 'app/test/1',
    'target:port': body,
    request_processing_time: '0.000',
    response_processing_time: '0.000',
    elb_status_code: '200',
    target_status_code: '200',
    request: `GET http://riviera.localhost:${balancer.port}/page?from=2027-08-01 HTTP/1.1`,
    user_agent: String.raw`a \x22browser\x22`,
    ssl_cipher: '-',
    ssl_protocol: '-',
    target_group_arn: balancer.targetGroup,
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
  const created = Date.parse(fields['request_creation_time'] ?? '');
  expect(created).toBeGreaterThanOrEqual(asOf - clockStepMs);
  expect(created).toBeLessThanOrEqual(Date.now());
  expect(fields['client:port']).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(fields['target_processing_time']).toMatch(/^0\.\d{3}$/);
  expect(fields['trace_id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(fields['conn_trace_id']).toMatch(/^TID_[0-9a-f]{32}$/);
  expect(Number(fields['received_bytes'])).toBeGreaterThan(50);
  expect(Number(fields['sent_bytes'])).toBeGreaterThan(50);
});

it("keeps a client's own trace id and a task's own status", async () => {
  const trace = 'Root=1-58337262-36d228ad5d99923122bbe354';
  await balancer.visit('/missing', { headers: { 'x-amzn-trace-id': trace } });
  expect(await balancer.logged('/missing')).toMatchObject({
    trace_id: trace,
    elb_status_code: '404',
    target_status_code: '404',
  });
});

it('logs how long a slow task took', async () => {
  const began = performance.now();
  await balancer.visit('/slow');
  const visitSeconds = (performance.now() - began) / 1000;
  const fields = await balancer.logged('/slow');
  expect(Number(fields['target_processing_time'])).toBeGreaterThanOrEqual(0.299);
  expect(Number(fields['target_processing_time'])).toBeLessThanOrEqual(visitSeconds);
});

it('sends nothing to a task that drains, and loses no request when a task is gone', async () => {
  const { adminSocket, slots, tasks } = balancer;
  const [first = '', second = '', third = ''] = slots;
  await balancer.startTask(third);
  await setSlot([adminSocket], first, 'drain');
  const gone = tasks.get(second);
  gone?.close().closeAllConnections();
  const bodies = new Set<string>();
  for (let i = 0; i < 10; i += 1) {
    const { status, body } = await balancer.visit(`/after${i}`);
    expect(status).toBe(200);
    bodies.add(body);
  }
  expect(bodies).toEqual(new Set([third]));
  const noticed = async (): Promise<boolean> => {
    const statuses = await targetStatuses([adminSocket]);
    return statuses.find(({ address }) => address === second)?.status === 'DOWN';
  };
  expect(await until(noticed, { withinMs: 10_000, everyMs: 100 })).toBe(true);
});
