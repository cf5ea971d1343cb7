import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventCollector } from './events/event-collector.ts';
import { eventScanner } from './events/event-scanner.ts';
import { eventsInLine } from './events/parse-event.ts';
import { readSources } from './read-sources.ts';

const start = Date.UTC(2026, 8, 1);
const minuteMs = 60_000;

function event(task: string, minute: number, more: object = {}): Record<string, unknown> {
  return {
    Version: '0',
    Type: 'Task',
    TaskId: task,
    TaskDefinitionRevision: '3',
    ServiceName: 'web',
    ClusterName: 'booking',
    AvailabilityZone: 'eu-west-1a',
    StartedAt: start - 3_600_000,
    Timestamp: start + minute * minuteMs,
    CpuUtilized: 256.5,
    CpuReserved: 1024,
    MemoryUtilized: 700,
    MemoryReserved: 2048,
    NetworkRxBytes: 4000,
    NetworkRxPackets: 1000 + minute,
    ...more,
  };
}

const lines = (events: readonly object[]): string =>
  events.map((one) => `${JSON.stringify(one)}\n`).join('');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-sources-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function write(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const twoTasks = [0, 1, 2].flatMap((minute) => [event('a', minute), event('b', minute)]);

describe('performance events', () => {
  it.each([
    ['lines', lines(twoTasks)],
    [
      'an export to S3',
      twoTasks.map((one) => `2026-09-01T00:01:02.000Z ${JSON.stringify(one)}\n`).join(''),
    ],
    [
      'answers of FilterLogEvents, one a line',
      lines(
        twoTasks.map((one) => ({ message: JSON.stringify(one), timestamp: 1, ingestionTime: 2 })),
      ),
    ],
    [
      'one answer over many lines',
      JSON.stringify(
        { events: twoTasks.map((one) => ({ message: JSON.stringify(one) })) },
        undefined,
        2,
      ),
    ],
    [
      'what a subscription delivers',
      lines([
        {
          messageType: 'DATA_MESSAGE',
          logEvents: twoTasks.map((one) => ({ message: JSON.stringify(one) })),
        },
      ]),
    ],
  ])('are read from %s, packed or not', async (name, text) => {
    for (const content of [text, gzipSync(text)]) {
      const { services, unusable } = await readSources([await write(`${name}.json`, content)]);
      expect([...unusable]).toEqual([]);
      expect(
        services.map(({ name: of, matrix }) => [
          of,
          matrix.units.map(({ id }) => id),
          [...matrix.cpu],
        ]),
      ).toEqual([['web', ['a', 'b'], Array.from({ length: 6 }, () => (256.5 / 1024) * 60)]]);
    }
  });

  it('are one service where an export to S3 has them in many files, with what stands twice once', async () => {
    const exported = join(folder, 'export', 'stream');
    await mkdir(exported, { recursive: true });
    for (const [n, minutes] of [
      [0, [0, 1, 2]],
      [1, [2, 3]],
    ] as const)
      await writeFile(
        join(exported, `00000${n}.gz`),
        gzipSync(
          minutes
            .flatMap((minute) => [event('a', minute), event('b', minute)])
            .map((one) => `2026-09-01T00:01:02.000Z ${JSON.stringify(one)}\n`)
            .join(''),
        ),
      );
    await writeFile(join(folder, 'export', 'aws-logs-write-test'), 'Permission Check Successful');
    const { services, unusable } = await readSources([join(folder, 'export')]);
    expect(
      services.map(({ name, matrix }) => [name, matrix.times.length, matrix.units.length]),
    ).toEqual([['web', 4, 2]]);
    expect(Object.fromEntries(services[0]?.defects ?? [])).toEqual({ 'duplicate events': 2 });
    expect(Object.fromEntries(unusable)).toEqual({});
  });

  it('that are missing, late, twice or contradict one another are counted', async () => {
    const path = await write(
      'faulty.ndjson',
      lines([
        ...twoTasks,
        event('a', 3, { CpuUtilized: undefined }),
        event('b', 3),
        event('b', 4),
        event('b', 4),
        event('a', 9, { NetworkRxPackets: 5 }),
        event('b', 9),
        event('b', 5),
        event('a', 9, { CpuUtilized: 1, NetworkRxPackets: 5 }),
        { Type: 'Service', Timestamp: start },
        event('', 9),
      ]) + '{"Type":"Task","TaskId":"a","Ti',
    );
    const { services, unusable } = await readSources([path]);
    expect(Object.fromEntries(services[0]?.defects ?? [])).toEqual({
      'pending events without CPU': 1,
      'late events': 1,
      'duplicate events': 1,
      'events that contradict an earlier one': 1,
      'counters that began anew': 1,
      'missing minutes of a task': 3,
    });
    expect(Object.fromEntries(unusable)).toEqual({
      'events of type Service, which repeat or sum up tasks': 1,
      'task events without task or time': 1,
      'lines that are no performance events': 1,
    });
  });

  it('of a packed file that ends too soon are used as far as they go', async () => {
    const packed = gzipSync(
      lines(
        Array.from({ length: 3000 }, (_, n) => event(`task-${n % 7}`, n, { Luck: Math.sin(n) })),
      ),
    );
    const path = await write('cut.ndjson.gz', packed.subarray(0, packed.length / 2));
    const { services, unusable } = await readSources([path]);
    expect(services[0]?.matrix.units).toHaveLength(7);
    expect(unusable.get('packed files that end too soon')).toBe(1);
  });

  const text = fc.string({ maxLength: 8 });
  const number = fc.oneof(
    fc.integer({ min: 0, max: 1e9 }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.double({ min: -10, max: 1e-7, noNaN: true }),
    fc.constant(undefined),
  );
  test.prop([
    fc.record({
      TaskId: text,
      ServiceName: text,
      AvailabilityZone: text,
      CpuUtilized: number,
      CpuReserved: number,
      NetworkRxBytes: number,
      NetworkRxPackets: number,
      Extra: text,
    }),
    fc.boolean(),
  ])('are the same scanned and parsed', (fields, isReversed) => {
    const all = Object.entries(event('a', 0, fields));
    const line = JSON.stringify(Object.fromEntries(isReversed ? all.toReversed() : all));
    const [scanned, parsed] = [eventCollector(), eventCollector()];
    const scan = eventScanner();
    for (const block of [`${line}\n${line}`, `${line}\n`]) scan(Buffer.from(block), scanned);
    for (let time = 0; time < 3; time += 1)
      for (const one of eventsInLine(line) ?? []) parsed.add(one);
    const rowsOf = ({ services }: typeof parsed): unknown[] =>
      [...services.values()].map(({ name, cluster, tasks, defects }) => [
        name,
        cluster,
        [...defects],
        [...tasks.values()].map((rows) => [
          rows.id,
          rows.zone,
          rows.revision,
          rows.startedAt,
          rows.cpuReserved,
          [...rows.times.subarray(0, rows.length)],
          [...rows.cpu.subarray(0, rows.length)].map((cpu) => Number(cpu.toPrecision(12))),
          [...rows.received.subarray(0, rows.length)],
        ]),
      ]);
    expect(rowsOf(scanned)).toEqual(rowsOf(parsed));
  });
});

describe("a load balancer's counts", () => {
  const logLine = (minute: number, target: string, seconds: string, status: string): string =>
    `http ${new Date(start + minute * minuteMs).toISOString()} app/x/1 10.9.9.9:1 ${target} 0.000 ${seconds} 0.000 ${status} ${status === '504' ? '-' : '200'} 1 1 "GET http://h:80/ HTTP/1.1" "-" - - arn:aws:x "-"\n`;
  const tasks = [
    { taskId: 'a', ip: '10.0.0.1', startedAt: start - minuteMs, stoppedAt: start + 1.5 * minuteMs },
    { taskId: 'b', ip: '10.0.0.1', startedAt: start + 2 * minuteMs, stoppedAt: null },
  ];

  it('go to the task that had the address at the time', async () => {
    const paths = [
      await write('reused.ndjson', lines([event('a', 0), event('b', 2), event('b', 3)])),
      await write(
        'reused.log',
        logLine(0, '10.0.0.1:80', '0.100', '200') +
          logLine(2, '10.0.0.1:80', '-1', '504') +
          logLine(2, '10.0.0.1:80', '0.300', '200') +
          logLine(2, '10.0.0.7:80', '0.1', '200') +
          logLine(2, '-', '-1', '503'),
      ),
      await write('reused.json', JSON.stringify(tasks)),
    ];
    const { services } = await readSources(paths);
    const [service] = services;
    expect(service?.unjoined).toBe(1);
    expect([...(service?.matrix.balancer?.requests ?? [])]).toEqual([
      1,
      Number.NaN,
      Number.NaN,
      2,
      Number.NaN,
      Number.NaN,
    ]);
    expect([...(service?.matrix.balancer?.lost ?? [])]).toEqual([0, 0, 0, 1, 0, 0]);
    expect([...(service?.matrix.balancer?.seconds ?? [])]).toEqual([0.1, 0, 0, 0.3, 0, 0]);
  });

  it('that were made of a log that is there as well do not count twice', async () => {
    const counted = `minute_ms,target,requests,target_time_sum_s,elb_504,no_target_time\n${start},10.0.0.1:80,1,0.1,0,0\nx\n`;
    const paths = [
      await write('both.ndjson', lines([event('a', 0)])),
      await write('both.log', logLine(0, '10.0.0.1:80', '0.100', '200')),
      await write('both.csv', counted),
      await write('both.json', JSON.stringify(tasks)),
    ];
    const { services, unusable } = await readSources(paths);
    expect([...(services[0]?.matrix.balancer?.requests ?? [])]).toEqual([1]);
    expect(unusable.get('lines of counts that cannot be read')).toBe(1);
  });

  it('of a file that is named twice, or with its folder, count once', async () => {
    await mkdir(join(folder, 'twice'));
    const path = await write('twice/one.log', logLine(0, '10.0.0.1:80', '0.100', '200'));
    const once = await readSources([path]);
    expect(once.requests).toBe(1);
    expect((await readSources([path, path, join(folder, 'twice')])).requests).toBe(1);
  });
});

it('a path that is not there is named', async () => {
  await expect(readSources([join(folder, 'none')])).rejects.toThrow(
    /^Source .*none cannot be used: ENOENT/,
  );
});
