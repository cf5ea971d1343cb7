// @module-tag needs/varnish
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEdgeLogLine } from '../../../../core/formats/cloudfront-log.ts';
import { startTestEdge, type TestEdge } from '../../testing/edge.ts';
import { type Enforcement, enforcement } from './enforce.ts';
import { type Firewall, firewallSchema } from './rules.ts';

const firewall: Firewall = firewallSchema.parse({
  rules: [
    { name: 'address', limit: 10, path: '/by-address' },
    { name: 'peer', limit: 10, key: ['ip'], path: '/by-peer', action: 'count' },
    { name: 'parts', limit: 10, key: [{ header: 'x-app' }, { cookie: 'sid' }], path: '/by-parts' },
    { name: 'argument', limit: 10, key: [{ argument: 'code' }, 'method'], path: '/by-argument' },
    { name: 'all', limit: 10, key: [], path: '/for-all', status: 429 },
  ],
});

let edge: TestEdge;
let enforced: Enforcement;
let lines = 0;
beforeAll(async () => {
  edge = await startTestEdge({ firewall });
  // Looks at once, and sees everything.
  const pace = { lookEveryMs: 0, meanDelayMs: 0, mostDelayMs: 0 };
  enforced = enforcement(firewall, edge.blockedFolder, { random: Math.random, pace });
});
afterAll(() => edge.stop());

interface Asked {
  readonly headers?: Record<string, string>;
  readonly query?: string;
}

/** Statuses of some visits, and then of one after the firewall has looked. */
async function askedTooOften(path: string, { headers = {}, query = '' }: Asked): Promise<number[]> {
  const before = lines;
  const statuses = [];
  for (let visit = 0; visit < 11; visit += 1)
    statuses.push((await edge.visit(path + query, { headers })).status);
  lines += 11;
  await edge.logged(lines);
  for (const line of edge.logText().trimEnd().split('\n').slice(before)) {
    const entry = parseEdgeLogLine(line);
    if (entry !== undefined) enforced.saw(entry);
  }
  enforced.enforce(Date.now() + 5000);
  expect(new Set(statuses)).toEqual(new Set([200]));
  return [await after(path + query, headers)];
}

async function after(path: string, headers: Record<string, string> = {}): Promise<number> {
  lines += 1;
  return (await edge.visit(path, { headers })).status;
}

describe('a rule blocks who asks too often', () => {
  it('by the first address of X-Forwarded-For, and nobody else', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7, 198.51.100.1' };
    expect(await askedTooOften('/by-address', { headers })).toEqual([403]);
    expect(await after('/by-address', { 'x-forwarded-for': '203.0.113.8' })).toBe(200);
    expect(await after('/by-address')).toBe(200);
    expect(await after('/elsewhere', headers)).toBe(200);
  });

  it('by several parts, and does not count a request that lacks one', async () => {
    const headers = { 'x-app': 'a', cookie: 'x=1; sid=s' };
    expect(await askedTooOften('/by-parts', { headers })).toEqual([403]);
    expect(await after('/by-parts', { ...headers, 'x-app': 'b' })).toBe(200);
    expect(await askedTooOften('/by-parts', { headers: { 'x-app': 'a' } })).toEqual([200]);
  });

  it('by an argument of the query', async () => {
    expect(await askedTooOften('/by-argument', { query: '?a=1&code=SUMMER' })).toEqual([403]);
    expect(await after('/by-argument?code=WINTER')).toBe(200);
  });

  it('with a status of its own, and all together where there is no key', async () => {
    expect(await askedTooOften('/for-all', {})).toEqual([429]);
    expect(await after('/for-all', { 'x-forwarded-for': '203.0.113.9' })).toBe(429);
  });

  it('or only counts', async () => {
    expect(await askedTooOften('/by-peer', {})).toEqual([200]);
  });
});

it('is told in the log, with what the rule did and the key that it counted', async () => {
  const logged = await edge.logged(lines);
  const marks = logged.map((line) => line['x-firewall-action']);
  expect(new Set(marks)).toEqual(
    new Set(['-', 'BLOCK:address', 'BLOCK:parts', 'BLOCK:argument', 'BLOCK:all', 'COUNT:peer']),
  );
  const blocked = logged.find((line) => line['x-firewall-action'] === 'BLOCK:address');
  expect(blocked).toMatchObject({
    'sc-status': '403',
    'x-edge-result-type': 'Error',
    'x-forwarded-for': '203.0.113.7, 198.51.100.1',
    'x-firewall-keys': `0:${Buffer.from('203.0.113.7').toString('hex')}`,
  });
});

it('is over once the key has asked less for as long as the window', async () => {
  enforced.enforce(Date.now() + 700_000);
  expect(enforced.blocked()).toBe(0);
  expect(await after('/by-address', { 'x-forwarded-for': '203.0.113.7' })).toBe(200);
});
