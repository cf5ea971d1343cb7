// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { collected } from '../../core/collected.ts';
import { describedTarget } from '../described/described.ts';
import type { Target } from '../target.ts';
import { performanceGroup, serviceGroup } from './testing/account.ts';
import { type System, startSystem } from './testing/booking-system.ts';
import { jsonAnswer, refusal } from './testing/wire.ts';

let system: System;
let folder: string;
beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-aws-'));
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  system.front.answer(() => undefined);
  system.front.forget();
});

async function target(file = system.file): Promise<Target> {
  const path = join(folder, 'target.yml');
  await writeFile(path, file);
  return describedTarget(path, { ...process.env });
}

async function all<T>(source: AsyncIterable<T> | undefined): Promise<T[]> {
  return source === undefined ? [] : collected(source);
}

describe('what AWS keeps of a target', () => {
  const minute = 60_000;
  const begin = Math.floor(Date.now() / minute) * minute - 60 * minute;
  const event = (task: string, nth: number, service = 'pms'): string =>
    JSON.stringify({
      Type: 'Task',
      ServiceName: service,
      TaskId: task,
      Timestamp: begin + nth * minute,
    });
  const line = (at: number, nth: number): string =>
    `http ${new Date(at).toISOString()} app/prod-pms/1 10.1.1.1:${nth} 10.0.0.1:8080 0.001`;

  beforeAll(async () => {
    const { putEvents, putAccessLog, putMetric } = system.account;
    const events = Array.from({ length: 60 }, (_, nth): [number, string][] => [
      [begin + nth * minute, event('a', nth)],
      [begin + nth * minute, event('b', nth, 'other')],
    ]);
    await putEvents(performanceGroup, events.flat());
    await putEvents(serviceGroup, [[begin + minute, '{"level":"info"}']]);
    for (let nth = 5; nth <= 30; nth += 5) {
      const end = begin + nth * minute;
      const lines = Array.from({ length: 5 }, (_, back) =>
        line(end - (back + 0.5) * minute, nth + back),
      );
      await putAccessLog(new Date(end), lines);
    }
    for (const nth of [0, 1, 2]) {
      const at = new Date(begin + nth * minute);
      for (const cpu of [10, 30, 50 + 3 * nth])
        await putMetric({ ClusterName: 'prod', ServiceName: 'pms' }, 'CPUUtilization', at, cpu);
      await putMetric('prod-db-2', 'DatabaseConnections', at, 10 + nth);
      await putMetric('prod-db-2', 'Queries', at, 100);
      await putMetric('prod-db-2', 'AuroraReplicaLag', at, 20);
      await putMetric('prod-db-2', 'CPUUtilization', at, 10);
      await putMetric(
        { DBClusterIdentifier: 'prod-db', Role: 'WRITER' },
        'CPUUtilization',
        at,
        25 * (nth + 1),
      );
    }
  });

  it('gives the events of its services alone, from the first to just before the last', async () => {
    const { histories } = await target();
    const range = { from: begin + minute, to: begin + 4 * minute };
    expect(await all(histories?.containerEvents?.read(range))).toEqual(
      [1, 2, 3].map((nth) => event('a', nth)),
    );
  });

  it('reads every page of them, empty ones as well', async () => {
    system.front.answer(({ operation, input }) => {
      if (operation !== 'FilterLogEvents') return undefined;
      const page = Number(input['nextToken'] ?? 0);
      const events = page === 1 ? [] : [{ message: event('a', page), timestamp: begin }];
      return jsonAnswer({ events, ...(page < 3 ? { nextToken: String(page + 1) } : {}) });
    });
    const { histories } = await target();
    const read = histories?.containerEvents?.read({ from: begin, to: begin + minute });
    expect(await all(read)).toEqual([0, 2, 3].map((nth) => event('a', nth)));
  });

  it('gives the lines of its access log by the time of their answers, whichever file they are in', async () => {
    const { histories } = await target();
    const range = { from: begin + 3 * minute, to: begin + 7 * minute };
    const lines = await all(histories?.accessLog?.read(range));
    expect(new Set(lines.map((one) => one.split(' ')[1]))).toEqual(
      new Set([3.5, 4.5, 5.5, 6.5].map((nth) => new Date(begin + nth * minute).toISOString())),
    );
  });

  it('reads every page of the files that the load balancer left', async () => {
    const { histories } = await target();
    const range = { from: begin, to: begin + 30 * minute };
    const whole = await all(histories?.accessLog?.read(range));
    const pages: string[] = [];
    system.front.answer(async ({ service, operation, input }) => {
      if (service !== 's3' || operation !== 'GET bucket') return undefined;
      const url = new URL(String(input['path']), system.account.url);
      for (const [name, value] of Object.entries(input))
        if (name !== 'path') url.searchParams.set(name, String(value));
      // S3 gives a thousand a page.
      url.searchParams.set('max-keys', '2');
      pages.push(url.search);
      const body = await (await fetch(url, { headers: system.account.headers('s3') })).text();
      return { status: 200, headers: { 'content-type': 'application/xml' }, body };
    });
    expect((await all(histories?.accessLog?.read(range))).toSorted()).toEqual(whole.toSorted());
    expect(pages.length).toBeGreaterThan(2);
  });

  it('gives what its tasks logged', async () => {
    const { histories } = await target();
    const range = { from: begin, to: begin + 2 * minute };
    expect(await all(histories?.serviceLog?.read(range))).toEqual([
      { timestamp: begin + minute, logStreamName: 'one', message: '{"level":"info"}' },
    ]);
  });

  it('gives the load of readers by their metrics, with queries counted up', async () => {
    const { readerSamples } = await target();
    vi.useFakeTimers({ toFake: ['Date'], now: begin });
    const over = new AbortController();
    const samples = all(readerSamples?.(over.signal));
    vi.setSystemTime(begin + 3 * minute);
    over.abort();
    const found = await samples;
    vi.useRealTimers();
    expect(found).toEqual(
      [0, 1, 2].map((nth) => ({
        at: begin + nth * minute,
        reader: 'prod-db-2',
        connections: 10 + nth,
        queriesTotal: 6_000 * (nth + 1),
        replicaLagSeconds: 0.02,
        // A tenth of two vCPU.
        cpuSeconds: 12 * (nth + 1),
      })),
    );
  });

  it('gives the least, mean and greatest CPU of the tasks of its services, a line a minute', async () => {
    const { histories } = await target();
    const range = { from: begin + minute, to: begin + 3 * minute };
    expect(await all(histories?.serviceMetrics?.read(range))).toEqual(
      [1, 2].map((nth) => ({
        at: begin + nth * minute,
        cluster: 'prod',
        service: 'pms',
        minimum: 10,
        average: 30 + nth,
        maximum: 50 + 3 * nth,
      })),
    );
  });

  it('reads every page of the metrics', async () => {
    const point = (page: number): object => ({
      Id: 'connections',
      Timestamps: [(begin + page * minute) / 1000],
      Values: [page],
    });
    system.front.answer(({ operation, input }) => {
      if (operation !== 'GetMetricData') return undefined;
      const page = Number(input['NextToken'] ?? 0);
      const more = page < 2 ? { NextToken: String(page + 1) } : {};
      return jsonAnswer({ MetricDataResults: [point(page)], ...more });
    });
    const { readerSamples } = await target();
    const found = await all(readerSamples?.(AbortSignal.timeout(20)));
    expect(found.map(({ reader, connections }) => [reader, connections])).toEqual(
      ['prod-db-2', 'prod-db-3'].flatMap((reader) => [0, 1, 2].map((page) => [reader, page])),
    );
  });

  it('gives the CPU seconds of the writer, which is asked for by its role', async () => {
    const { writerSamples } = await target();
    vi.useFakeTimers({ toFake: ['Date'], now: begin });
    const over = new AbortController();
    const samples = all(writerSamples?.(over.signal));
    vi.setSystemTime(begin + 3 * minute);
    over.abort();
    const found = await samples;
    vi.useRealTimers();
    // 25, 50 and 75 % of two vCPU.
    expect(found).toEqual(
      [0, 30, 90, 180].map((cpuSeconds, nth) => ({
        at: begin + nth * minute,
        writer: 'prod-db',
        cpuSeconds,
      })),
    );
  });

  it('is told of what cannot be read, and goes on', async () => {
    const { accessLog } = await target();
    system.front.answer((asked) =>
      asked.service === 's3'
        ? refusal(asked, 'ExpiredToken', 'The provided token has expired.')
        : undefined,
    );
    const over = new AbortController();
    const told: string[] = [];
    const late = { giveUp: AbortSignal.abort(), tell: (text: string) => void told.push(text) };
    const lines = all(accessLog?.(over.signal, late));
    setTimeout(() => over.abort(), 20);
    expect(await lines).toEqual([]);
    expect(told).toEqual([
      'The lines of the access log were not read to the end: No working AWS credentials: The provided token has expired. Write "profile" below "aws" in the target file, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Fetch it later with "bilancia fetch FILE --run FOLDER".',
    ]);
  });
});
