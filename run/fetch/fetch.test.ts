// @module-tag needs/python-programs
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { bilancia } from '../../tests/cli/run-command-line.ts';
import { performanceGroup } from '../../targets/aws/testing/account.ts';
import { type System, startSystem } from '../../targets/aws/testing/booking-system.ts';
import { refusal } from '../../targets/aws/testing/wire.ts';
import { describedTarget } from '../../targets/described/described.ts';
import type { Target } from '../../targets/target.ts';
import { type FetchedFile, performFetch } from './perform.ts';

const minute = 60_000;
const to = Math.floor(Date.now() / minute) * minute - 20 * minute;
const from = to - 60 * minute;

let system: System;
let target: Target;
let folder: string;
/** Operations that bring what is fetched. */
const fetching = /^(Filter|GET|GetMetricData$)/;
const events: string[] = [];
/** A line for each minute, of two tasks. */
const metrics: object[] = [];
const lines: string[] = [];

beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-fetch-'));
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
  const tasks = system.account.tasks;
  for (let at = from; at < to; at += minute) {
    for (const [nth, { id }] of tasks.entries())
      events.push(
        JSON.stringify({
          Type: 'Task',
          ClusterName: 'prod',
          ServiceName: 'pms',
          TaskDefinitionFamily: 'pms',
          TaskId: id,
          Timestamp: at,
          CpuUtilized: 200 + nth * 300,
          CpuReserved: 1024,
          MemoryUtilized: 500,
          MemoryReserved: 2048,
        }),
      );
  }
  await system.account.putEvents(
    performanceGroup,
    events.map((text): [number, string] => [Number(JSON.parse(text).Timestamp), text]),
  );
  for (let at = from; at < to; at += minute) {
    for (const cpu of [20, 50])
      await system.account.putMetric(
        { ClusterName: 'prod', ServiceName: 'pms' },
        'CPUUtilization',
        new Date(at),
        cpu,
      );
    metrics.push({ at, cluster: 'prod', service: 'pms', minimum: 20, average: 35, maximum: 50 });
  }
  for (let end = from + 5 * minute; end <= to; end += 5 * minute) {
    const some = Array.from({ length: 10 }, (_, nth) => {
      const at = new Date(end - 4.9 * minute + nth * 0.49 * minute).toISOString();
      return `http ${at} app/prod-pms/1 10.1.1.1:${nth} ${tasks[nth % 2]?.address} 0.000 0.010 0.000 200 200 100 200 "GET http://a:80/ HTTP/1.1" "k6" - - arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/pms/1 "-" "-" "-" 0 ${at} "forward" "-" "-" "-" "200" "-" "-"`;
    });
    lines.push(...some);
    await system.account.putAccessLog(new Date(end), some);
  }
  const path = join(folder, 'target.yml');
  await writeFile(path, system.file);
  target = await describedTarget(path, { ...process.env, AWS_MAX_ATTEMPTS: '1' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => system.front.answer(() => undefined));

const never = new AbortController().signal;

function fetchInto(name: string, interrupted = never): Promise<FetchedFile[]> {
  const request = { target, folder: join(folder, name), from, to };
  return performFetch({ now: Date.now, interrupted }, request);
}

async function linesIn(name: string, file: string): Promise<string[]> {
  return (await readFile(join(folder, name, file), 'utf8')).trimEnd().split('\n');
}

async function expectAll(name: string): Promise<void> {
  expect(await linesIn(name, 'container-events.ndjson')).toEqual(events);
  expect((await linesIn(name, 'access.log')).toSorted()).toEqual(lines.toSorted());
  expect((await linesIn(name, 'service-metrics.ndjson')).map((line) => JSON.parse(line))).toEqual(
    metrics,
  );
}

describe('what AWS keeps is fetched', () => {
  it('whole, and not again when it is there', async () => {
    const files = await fetchInto('whole');
    expect(files.map(({ isComplete, problem }) => [isComplete, problem])).toEqual([
      [true, undefined],
      [true, undefined],
      [true, undefined],
      [true, undefined],
    ]);
    await expectAll('whole');
    system.front.forget();
    await fetchInto('whole');
    const asked = system.front.seen.map(({ operation }) => operation);
    expect(asked.filter((name) => fetching.test(name))).toEqual([]);
    await expectAll('whole');
  });

  const seeds = process.env['BILANCIA_FETCHES'] === undefined ? 1 : 20;
  it.each(Array.from({ length: seeds }, (_, nth) => nth + 1))(
    'whole and once in spite of expired tokens, throttling and lost connections (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const name = `faults-${seed}`;
      let isComplete = false;
      let failures = 0;
      for (let round = 0; round < 200 && !isComplete; round += 1) {
        system.front.answer((asked) => {
          if (!fetching.test(asked.operation) || random() > 0.25) return undefined;
          failures += 1;
          const kind = random();
          if (kind < 0.3) return 'drop';
          return kind < 0.6
            ? refusal(asked, 'ThrottlingException', 'Rate exceeded')
            : refusal(asked, 'ExpiredToken', 'The token has expired');
        });
        isComplete = (await fetchInto(name)).every((file) => file.isComplete);
      }
      expect(failures).toBeGreaterThan(2);
      await expectAll(name);
    },
  );

  it('whole and once after an interruption in the middle, and after what a crash left half written', async () => {
    const interruption = new AbortController();
    let asked = 0;
    system.front.answer(({ operation }) => {
      asked += Number(operation === 'FilterLogEvents');
      if (asked === 3) interruption.abort();
      return undefined;
    });
    const [first] = await fetchInto('cut', interruption.signal);
    expect(first).toMatchObject({ isComplete: false, problem: 'It was interrupted.' });
    const kept = await linesIn('cut', 'container-events.ndjson');
    expect(kept).toEqual(events.slice(0, kept.length));
    expect(kept.length).toBeGreaterThan(0);
    await appendFile(join(folder, 'cut', 'container-events.ndjson'), '{"Type":"Task","Serv');
    await fetchInto('cut');
    await expectAll('cut');
  });

  it('again where it may still have come late', async () => {
    const soon = { target, folder: join(folder, 'late'), from, to };
    const [early] = await performFetch({ now: () => to + 60_000, interrupted: never }, soon);
    expect(early).toMatchObject({ isComplete: false, completeUpTo: to - 10 * minute });
    expect(early?.problem).toBeUndefined();
    await fetchInto('late');
    await expectAll('late');
  });

  it('by the command, for "bilancia balance" to read', async () => {
    const range = ['--from', new Date(from).toISOString(), '--to', new Date(to).toISOString()];
    const fetched = await bilancia(['fetch', 'target.yml', ...range, '--out', 'out'], {}, folder);
    const upTo = `complete up to ${new Date(to).toISOString()}.`;
    expect(fetched).toEqual({
      status: 0,
      stderr: '',
      stdout: `${['container-events.ndjson', 'access.log', 'service-log.ndjson', 'service-metrics.ndjson'].map((file) => `${file}: ${upTo}\n`).join('')}Now: bilancia balance out\n`,
    });
    const { stdout } = await bilancia(['balance', 'out', '--json'], {}, folder);
    expect(JSON.parse(stdout)).toMatchObject({
      services: [{ service: 'pms', tasksSeen: 2, outcome: 'fail' }],
      byMetrics: [],
      unusable: { 'minutes of metrics of services whose events are there': 60 },
    });
    await rm(join(folder, 'out', 'container-events.ndjson'));
    const without = await bilancia(['balance', 'out'], {}, folder);
    expect(without.stdout.split('\n').slice(0, 2)).toEqual([
      'pms: Peak to average 1.43; chance alone explains up to 5.40; more cannot be told from these sources.',
      '  The busiest task was at 50 % CPU on average and at 50 % at most, all together at 35 %.',
    ]);
  });

  it('into no folder that holds an earlier time or another system', async () => {
    const request = { target, folder: join(folder, 'whole'), from: from - minute, to };
    const context = { now: Date.now, interrupted: never };
    await expect(performFetch(context, request)).rejects.toThrow(
      `--from is "${new Date(from - minute).toISOString()}", but must be ${new Date(from).toISOString()} or later, from where ${join(folder, 'whole')} is kept.`,
    );
    const other = { ...request, from, target: { ...target, name: 'staging' } };
    await expect(performFetch(context, other)).rejects.toThrow(
      'must be another folder: this one holds what was fetched of prod',
    );
  });
});
