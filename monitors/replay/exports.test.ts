import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from '../../core/errors.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { MetricStat } from '../definitions/metric.ts';
import type { LogGroupOf } from './log-groups.ts';
import { replayExports } from './replay.ts';

const cpu: MetricStat = {
  namespace: 'AWS/RDS',
  metricName: 'CPUUtilization',
  dimensions: { DBInstanceIdentifier: 'main' },
  stat: 'Average',
  period: 60,
};

function alarm(metric: Partial<MetricStat> = {}, change: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name: 'cpu',
    metric: { ...cpu, ...metric },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 80,
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    ...change,
  };
}

const filter: Definition = {
  kind: 'metric-filter',
  name: 'errors',
  logGroup: '/shop',
  pattern: 'ERROR',
  transformation: { namespace: 'Shop', metricName: 'Errors', value: '1' },
};
const errors = alarm(
  { namespace: 'Shop', metricName: 'Errors', dimensions: {}, stat: 'Sum' },
  { name: 'errors', threshold: 0 },
);

function setOf(...definitions: readonly Definition[]): DefinitionSet {
  return {
    environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
    definitions,
  };
}

const queries = {
  MetricDataQueries: [
    {
      Id: 'm1',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/RDS',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'main' }],
        },
        Period: 60,
        Stat: 'Average',
      },
    },
  ],
};
const at = (minute: number): string => `2026-03-04T10:0${minute}:00+00:00`;
// Newest first, as AWS answers by default.
const data = {
  MetricDataResults: [
    {
      Id: 'm1',
      Label: 'CPUUtilization',
      Timestamps: [at(3), at(2), at(1), at(0)],
      Values: [20, 95, 90, 10],
      StatusCode: 'Complete',
    },
  ],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-exported-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Which alarms fired after how many minutes, and which could not be played. */
async function played(
  files: Readonly<Record<string, object | string | Uint8Array>>,
  set: DefinitionSet,
  logGroups: readonly LogGroupOf[] = [],
) {
  for (const [name, content] of Object.entries(files))
    await writeFile(
      join(folder, name),
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content),
    );
  const paths = Object.keys(files).map((name) => ({ path: join(folder, name), shownAs: name }));
  const { fired, unknown, notes, simulation } = await replayExports(paths, set, { logGroups });
  return {
    fired: fired.map((one) => `${one.alarm} ${(one.at - simulation.from) / 60_000}m`),
    unknown: unknown.map((one) => `${one.alarm}: ${one.reason}`),
    notes,
  };
}

describe('metrics that were exported', () => {
  it('are played, with what was asked for in another file or the same', async () => {
    const expected = { fired: ['cpu 2m'], unknown: [] };
    expect(await played({ 'q.json': queries, 'd.json': data }, setOf(alarm()))).toMatchObject(
      expected,
    );
    expect(await played({ 'd.json': { ...queries, ...data } }, setOf(alarm()))).toMatchObject(
      expected,
    );
    expect(
      await played({ 'q.json': queries.MetricDataQueries, 'd.json': data }, setOf(alarm())),
    ).toMatchObject(expected);
  });

  it('are taken by their label, where nothing says what was asked for', async () => {
    const { fired, notes } = await played({ 'd.json': data }, setOf(alarm()));
    expect(fired).toEqual(['cpu 2m']);
    expect(notes).toContain(
      'AWS/RDS CPUUtilization {DBInstanceIdentifier=main} is what the export calls CPUUtilization: it does not say what was asked for.',
    );
    const two = setOf(alarm(), alarm({ dimensions: { DBInstanceIdentifier: 'b' } }, { name: 'b' }));
    expect(await played({ 'd.json': data }, two).catch(reasonOf)).toMatch(
      /^The export d\.json cannot be used: it holds nothing that the definitions look at\./,
    );
  });

  it('may be those of GetMetricStatistics', async () => {
    const statistics = {
      Label: 'CPUUtilization',
      Datapoints: [1, 0, 2].map((minute) => ({
        Timestamp: at(minute),
        Average: minute === 1 ? 99 : 5,
        Unit: 'Percent',
      })),
    };
    expect(await played({ 's.json': statistics }, setOf(alarm()))).toMatchObject({
      fired: ['cpu 2m'],
    });
  });

  it.each([
    ['Average and p99', ['Average', 'p99'], ['cpu 2m', 'other 4m']],
    ['Sum and SampleCount', ['Sum', 'SampleCount'], ['cpu 2m', 'other 4m']],
    ['two percentiles, trimmed', ['p90', 'TM(10%:90%)'], ['cpu 2m', 'other 4m']],
    ['the same one, of which the first counts', ['Maximum', 'Maximum'], ['cpu 2m', 'other 2m']],
  ])('may be several statistics of one: %s', async (_what, stats, fired) => {
    const [query] = queries.MetricDataQueries;
    const values = [
      [10, 95, 90, 20],
      [1, 1, 1, 99],
    ];
    const files = {
      'q.json': stats.map((Stat, index) => ({
        ...query,
        Id: `m${index}`,
        MetricStat: { ...query?.MetricStat, Stat },
      })),
      'd.json': {
        MetricDataResults: stats.map((_stat, index) => ({
          Id: `m${index}`,
          Label: 'CPUUtilization',
          Timestamps: [at(0), at(1), at(2), at(3)],
          Values: values[index],
        })),
      },
    };
    const [first = '', second = ''] = stats;
    const set = setOf(alarm({ stat: first }), alarm({ stat: second }, { name: 'other' }));
    const got = await played(files, set);
    expect(got).toMatchObject({ fired, unknown: [] });
  });

  it.each([
    [{ stat: 'Maximum' }, 'the export has no Maximum of it'],
    [{ period: 30 }, 'the export has values of 60 s, and the alarm looks at 30 s'],
    [{ dimensions: { DBInstanceIdentifier: 'x' } }, 'the export has no Average of it'],
  ])('leave an alarm on %j unplayed, and say why', async (metric, reason) => {
    const set = setOf(alarm(), alarm(metric, { name: 'other' }));
    const { unknown } = await played({ 'q.json': queries, 'd.json': data }, set);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toContain(reason);
  });

  it('leave a composite alarm unplayed over one that is', async () => {
    const set = setOf(alarm(), alarm({ stat: 'Maximum' }, { name: 'other' }), {
      kind: 'composite-alarm',
      name: 'page',
      rule: 'ALARM(cpu) OR ALARM(other)',
    });
    const { unknown } = await played({ 'q.json': queries, 'd.json': data }, set);
    expect(unknown[1]).toBe('page: it depends on other, which cannot be played');
  });
});

describe('log lines that were exported', () => {
  const events = {
    events: [
      { timestamp: Date.parse(at(0)), message: 'INFO fine', logStreamName: 's' },
      { timestamp: Date.parse(at(3)), message: 'ERROR broken', logStreamName: 's' },
    ],
  };
  const insights = {
    results: [
      [
        { field: '@timestamp', value: '2026-03-04 10:03:00.000' },
        { field: '@message', value: 'ERROR broken' },
      ],
      [
        { field: '@timestamp', value: '2026-03-04 10:00:00.000' },
        { field: '@message', value: 'INFO fine' },
      ],
    ],
  };
  const lines = '2026-03-04T10:00:00.000Z INFO fine\n2026-03-04T10:03:00.000Z ERROR broken\n';

  it.each([
    ['of FilterLogEvents', 'e.json', events],
    ['of a Logs Insights query', 'i.json', insights],
    ['of a file with times', 'app.log', lines],
    ['of an export to S3', '000000.gz', gzipSync(lines)],
  ])('go through the metric filters: those %s', async (_what, name, content) => {
    expect(await played({ [name]: content }, setOf(filter, errors))).toMatchObject({
      fired: ['errors 4m'],
      unknown: [],
    });
  });

  it('lose the time that an export to S3 puts before them', async () => {
    const first: Definition = { ...filter, pattern: '[level = ERROR, ...]' };
    const set = setOf(first, errors);
    expect((await played({ '0.gz': gzipSync(lines) }, set)).fired).toEqual(['errors 4m']);
    expect((await played({ 'app.log': lines }, set)).fired).toEqual([]);
  });

  it('go to the log group that is named, where there are several', async () => {
    const set = setOf(filter, { ...filter, name: 'b', logGroup: '/other' }, errors);
    const group = [{ source: 'e.json', group: '/shop' }];
    expect((await played({ 'e.json': events }, set, group)).fired).toEqual(['errors 4m']);
    expect(
      await played({ 'e.json': events }, set, [{ source: 'x', group: '/shop' }]).catch(reasonOf),
    ).toBe(
      'The file of --log-group is "x", but must be one of the logs that are replayed: e.json.',
    );
  });
});

it.each([
  ['[1]', 'it is JSON of another kind'],
  ['{"a":1}', 'it is JSON of another kind'],
  ['{"events":', 'it is not JSON: '],
  ['no time here', 'no line has a time'],
])('an export that is none is refused: %s', async (text, reason) => {
  expect(await played({ 'x.json': text }, setOf(alarm())).catch(reasonOf)).toContain(
    `The export x.json cannot be used: ${reason}`,
  );
});
