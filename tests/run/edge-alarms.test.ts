// @module-tag needs/varnish
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HealthCheck } from '../../core/run-folder/files/edge.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { testManifest } from '../../core/run-folder/testing/manifest.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';
import { bookingFrontEnd } from '../../monitors/packs/booking-front-end.ts';
import { usePack } from '../../monitors/packs/use-pack.ts';
import { replay, type Replay } from '../../monitors/replay/replay.ts';
import { setOf } from '../../monitors/test-files/testing/definitions.ts';
import { checkHealth } from '../../probes/observers/health-checks.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { startTestEdge, type TestEdge } from '../../system-under-test/cluster/testing/edge.ts';
import { until } from '../../system-under-test/cluster/until.ts';

const minute = 60_000;
const began = Date.UTC(2026, 10, 22, 9, 0, 0);
const minutes = 18;
/** From this minute on the origin is gone, until it is back. */
const [goneAt, backAt] = [4, 11];

const options = {
  environment: 'prod',
  distributionId: 'E2EXAMPLE1ABCD',
  healthCheckId: '3f1d7e5c',
  webAcl: 'booking',
  hitPercent: 50,
  errorPercent: 10,
  serverErrorPercent: 2,
};
const definitions = setOf(...usePack(bookingFrontEnd, options));
const firing = [
  'prod-front-end-errors',
  'prod-front-end-server-errors',
  'prod-front-end-unreachable',
];

let folder: string;
let edge: TestEdge;
let looks: HealthCheck[];
/** What visitors got of an asset that is kept, and of the API, minute by minute. */
const seen: { asset: string; api: number }[] = [];

/** Every look and visit is real, through a real Varnish; only the minutes pass as soon as all of theirs was done. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bil-edge-alarms-'));
  edge = await startTestEdge();
  edge.originAnswers(({ url = '' }, response) => {
    const isAsset = url.startsWith('/assets/');
    response.writeHead(200, isAsset ? { 'cache-control': 'max-age=31536000' } : {}).end('answer');
  });
  const lines: string[] = [];
  let now = began;
  let visits = 0;
  const visit = (...asked: Parameters<TestEdge['visit']>): ReturnType<TestEdge['visit']> => {
    visits += 1;
    return edge.visit(...asked);
  };
  /** Lines of all visits until now, which come a moment after their answers; those of looks come among them. */
  const logged = async (): Promise<string[]> => {
    const own = (): string[] =>
      edge
        .logText()
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '' && !line.includes('/health/ready'));
    expect(await until(() => own().length >= visits, { withinMs: 30_000 })).toBe(true);
    return own();
  };
  const playMinute = async (nth: number): Promise<void> => {
    if (nth === goneAt) await edge.stopOrigin();
    if (nth === backAt) {
      await edge.startOrigin();
      // Varnish does not turn at once to an origin that refused it, and minutes are shorter here.
      const isBack = async (): Promise<boolean> => (await visit('/api/offers')).status === 200;
      expect(await until(isBack, { withinMs: 30_000 })).toBe(true);
    }
    const before = (await logged()).length;
    visits += 1;
    const asset = await edge.cacheOf('/assets/app.js');
    for (let more = 0; more < 5; more += 1) await visit('/assets/app.js');
    const { status: api } = await visit('/api/offers');
    await visit('/booking/v1/bookings', { method: 'POST' });
    seen.push({ asset, api });
    const own = (await logged()).slice(before);
    const time = new Date(now).toISOString();
    const at = [time.slice(0, 10), time.slice(11, 19)];
    lines.push(...own.map((line) => [...at, ...line.split('\t').slice(2)].join('\t')));
  };
  looks = [];
  const over = new AbortController();
  const clock = {
    now: () => now,
    pause: async (ms: number, _: AbortSignal, looked: Promise<unknown>) => {
      // A look is of the moment at which it was begun, however long the machine takes for it.
      await looked;
      now += Math.max(0, ms);
      const nth = Math.floor((now - began) / minute);
      if (nth >= minutes) over.abort();
      else if (nth >= seen.length) await playMinute(seen.length);
    },
  };
  const url = new URL('/health/ready', edge.url);
  for await (const look of checkHealth(url, 'riviera.localhost', over.signal, clock))
    looks.push(look);
  const manifest = testManifest({
    startedAt: new Date(began).toISOString(),
    endedAt: new Date(began + minutes * minute).toISOString(),
  });
  await writeManifest(folder, manifest);
  await writeFile(runFile(folder, 'edgeLog'), `${lines.join('\n')}\n`);
  await writeFile(
    runFile(folder, 'healthChecks'),
    looks.map((look) => `${JSON.stringify(look)}\n`).join(''),
  );
});
afterAll(async () => {
  await edge.stop();
  await rm(folder, { recursive: true, force: true });
});

const replayed = (): Promise<Replay> =>
  replay(folder, definitions, { standIns: [], logGroups: [] });

describe('an origin that is gone for seven minutes', () => {
  it('takes nothing of what the edge keeps', () => {
    expect(seen.map(({ asset }) => asset)).toEqual([
      'Miss',
      ...Array.from({ length: minutes - 1 }, () => 'Hit'),
    ]);
    const isGone = (_: unknown, nth: number): boolean => nth >= goneAt && nth < backAt;
    const statuses = new Set(seen.filter(isGone).map(({ api }) => api));
    expect([...statuses]).toEqual([502]);
  });

  it('makes the alarm on its health check fire, and those on errors, in a replay', async () => {
    const { fired, silent, unknown } = await replayed();
    expect(unknown).toEqual([]);
    expect(silent).toEqual(['prod-front-end-cache-hits', 'prod-front-end-waf-blocked']);
    expect(fired.map(({ alarm }) => alarm).toSorted()).toEqual(firing);
    const unreachable = fired.find(({ alarm }) => alarm === 'prod-front-end-unreachable');
    const minutesIn = ((unreachable?.at ?? 0) - began) / minute;
    // Three looks of each checker, and three minutes of the alarm.
    expect(minutesIn).toBeGreaterThanOrEqual(goneAt + 3);
    expect(minutesIn).toBeLessThanOrEqual(goneAt + 5);
    expect(unreachable?.cause?.what).toBe(
      'AWS/Route53 HealthCheckStatus {HealthCheckId=3f1d7e5c} was 0',
    );
    const minutesOut = ((unreachable?.until ?? 0) - began) / minute;
    expect(minutesOut).toBeGreaterThan(backAt);
    expect(minutesOut).toBeLessThanOrEqual(backAt + 3);
  });

  it('leaves the share of the cache as CloudFront counts it: errors are no part of it', async () => {
    const { simulation } = await replayed();
    const rates = [...(simulation.observations ?? [])].filter(
      ({ metricName }) => metricName === 'CacheHitRate',
    );
    expect(rates).toHaveLength(minutes);
    // In the first minute there may still be answers of the origin.
    const whileGone = rates.slice(goneAt + 1, backAt).map(({ value }) => value);
    expect(new Set(whileGone)).toEqual(new Set([100]));
  });
});

it('makes them fire for whoever replays its run folder by the command', async () => {
  const own = await mkdtemp(join(tmpdir(), 'bil-edge-command-'));
  try {
    await writeFile(
      join(own, 'bilancia.monitors.ts'),
      `import { bookingFrontEnd, defineMonitors, usePack } from 'bilancia/monitors';
export const monitors = defineMonitors({
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: usePack(bookingFrontEnd, ${JSON.stringify(options)}),
});
`,
    );
    const ended = await bilancia(['monitors', 'replay', folder, '--json'], {}, own);
    expect({ ...ended, stdout: '' }).toEqual({ status: 0, stdout: '', stderr: '' });
    const { fired } = z
      .object({ fired: z.array(z.object({ alarm: z.string() })) })
      .parse(JSON.parse(ended.stdout));
    expect(fired.map(({ alarm }) => alarm).toSorted()).toEqual(firing);
  } finally {
    await rm(own, { recursive: true });
  }
});

it('an alarm on the share of the cache fires when assets lose their names', async () => {
  const lines = edge.logText().trimEnd().split('\n');
  const time = (nth: number): string => new Date(began + nth * minute).toISOString();
  // The same requests, each for the first time: as after a release whose names are never the same.
  const missed = Array.from({ length: 8 }, (_, nth) =>
    lines
      .slice(0, 8)
      .map((line) =>
        [time(nth).slice(0, 10), time(nth).slice(11, 19), ...line.split('\t').slice(2)]
          .join('\t')
          .replaceAll('\tHit\t', '\tMiss\t'),
      ),
  ).flat();
  const own = await mkdtemp(join(tmpdir(), 'bil-edge-missed-'));
  try {
    await writeManifest(
      own,
      testManifest({ startedAt: time(0), endedAt: new Date(began + 8 * minute).toISOString() }),
    );
    await writeFile(runFile(own, 'edgeLog'), `${missed.join('\n')}\n`);
    const { fired, unknown } = await replay(own, definitions, { standIns: [], logGroups: [] });
    expect(fired.map(({ alarm }) => alarm)).toEqual(['prod-front-end-cache-hits']);
    expect(unknown.map(({ alarm, reason }) => `${alarm}: ${reason}`)).toEqual([
      'prod-front-end-unreachable: AWS/Route53 HealthCheckStatus {HealthCheckId=3f1d7e5c}: the run has no health checks',
    ]);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
});
