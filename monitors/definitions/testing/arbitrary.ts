import { fc } from '@fast-check/vitest';
import type { CompositeAlarm } from '../composite-alarm.ts';
import type { Dashboard } from '../dashboard.ts';
import type { EventRule } from '../event-rule.ts';
import type { MetricAlarm } from '../metric-alarm.ts';
import { comparisonOperators, missingDataTreatments } from '../metric-alarm.ts';
import type { MetricFilter } from '../metric-filter.ts';
import type { MetricQuery, MetricStat } from '../metric.ts';
import type { MuteRule } from '../mute-rule.ts';
import type { Topic } from '../topic.ts';

/** What names and texts are made of: AWS takes less than what every syntax must carry. */
export interface Vocabulary {
  /** Of topics, rules and dashboards. */
  readonly name: fc.Arbitrary<string>;
  readonly alarmName: fc.Arbitrary<string>;
  readonly filterName: fc.Arbitrary<string>;
  /** Namespaces, metrics, dimensions, log groups. */
  readonly word: fc.Arbitrary<string>;
  /** Descriptions and labels. */
  readonly text: fc.Arbitrary<string>;
  readonly pattern: fc.Arbitrary<string>;
  readonly tagKey: fc.Arbitrary<string>;
  /** Metric math, given the ids that it may use. */
  readonly expression: (ids: readonly string[]) => fc.Arbitrary<string>;
  readonly period: fc.Arbitrary<number>;
}

// JSON knows no negative zero.
const number = fc
  .oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));

/** Definitions of each kind by themselves: without a region, and without references to others. */
export function arbitraryDefinitions(of: Vocabulary) {
  const dictionary = { noNullPrototype: true, maxKeys: 3 } as const;
  const dimensions = fc.dictionary(of.word, of.word, { ...dictionary, minKeys: 1 });
  const tags = fc.dictionary(of.tagKey, of.text, { ...dictionary, minKeys: 1 });
  const described = { description: of.text, tags };

  const metric: fc.Arbitrary<MetricStat> = fc.record(
    {
      namespace: of.word,
      metricName: of.word,
      dimensions,
      stat: fc.constantFrom('Average', 'Sum', 'p99.9', 'tm90', 'IQM', 'PR(:0.5)', 'SampleCount'),
      period: of.period,
      unit: fc.constantFrom('Seconds', 'Bytes/Second', 'Percent'),
    },
    { requiredKeys: ['namespace', 'metricName', 'stat', 'period'] },
  );

  const queries: fc.Arbitrary<readonly MetricQuery[]> = fc
    .array(
      fc.record({ metric, label: of.text, returnData: fc.boolean() }, { requiredKeys: ['metric'] }),
      { minLength: 1, maxLength: 4 },
    )
    .chain((metrics) => {
      const given = metrics.map((query, at) => ({ ...query, id: `m${at}` }));
      return fc
        .record(
          {
            expression: of.expression(given.map(({ id }) => id)),
            label: of.text,
            period: fc.constantFrom(60, 300),
            accountId: fc.constant('000123456789'),
          },
          { requiredKeys: ['expression'] },
        )
        .map((expression) => [...given, { ...expression, id: 'e' }]);
    });

  const metricAlarm: fc.Arbitrary<MetricAlarm> = fc.record(
    {
      ...described,
      kind: fc.constant('metric-alarm'),
      name: of.alarmName,
      metric: fc.oneof(metric, queries),
      comparisonOperator: fc.constantFrom(...comparisonOperators),
      threshold: fc.oneof(number, fc.constant({ metricId: 'e' })),
      evaluationPeriods: fc.integer({ min: 1, max: 20 }),
      datapointsToAlarm: fc.integer({ min: 1, max: 20 }),
      treatMissingData: fc.constantFrom(...missingDataTreatments),
      evaluateLowSampleCountPercentile: fc.constantFrom('evaluate', 'ignore'),
      wallClock: fc.record(
        { timeZone: fc.constantFrom('UTC', 'Europe/Rome', '+01:00') },
        { requiredKeys: [], noNullPrototype: true },
      ),
      warmUp: fc.record(
        { minutes: fc.integer({ min: 1, max: 2880 }), onlyStartEvaluatingAfterwards: fc.boolean() },
        { requiredKeys: ['minutes'] },
      ),
      actionsEnabled: fc.boolean(),
    },
    {
      requiredKeys: [
        'kind',
        'name',
        'metric',
        'comparisonOperator',
        'threshold',
        'evaluationPeriods',
      ],
    },
  );

  const compositeAlarm: fc.Arbitrary<Omit<CompositeAlarm, 'rule'>> = fc.record(
    {
      ...described,
      kind: fc.constant('composite-alarm'),
      name: of.alarmName,
      actionsEnabled: fc.boolean(),
    },
    { requiredKeys: ['kind', 'name'] },
  );

  const metricFilter: fc.Arbitrary<MetricFilter> = fc.record(
    {
      kind: fc.constant('metric-filter'),
      name: of.filterName,
      logGroup: of.word,
      pattern: of.pattern,
      transformation: fc
        .record({
          namespace: of.word,
          metricName: of.word,
          value: fc.constantFrom('1', '$bytes', '$.latency'),
          extra: fc.oneof(
            fc.record({ defaultValue: number }),
            fc.record({ dimensions: fc.dictionary(of.word, of.text, dictionary) }),
            fc.record({ unit: fc.constantFrom('Count', 'Milliseconds') }),
            fc.constant({}),
          ),
        })
        .map(({ extra, ...transformation }) => ({ ...transformation, ...extra })),
      applyOnTransformedLogs: fc.boolean(),
    },
    { requiredKeys: ['kind', 'name', 'logGroup', 'pattern', 'transformation'] },
  );

  const topic: fc.Arbitrary<Topic> = fc.record(
    {
      kind: fc.constant('topic'),
      name: of.name,
      tags,
      displayName: of.text,
      subscriptions: fc.uniqueArray(
        fc.record({
          protocol: fc.constantFrom('email', 'https', 'sms', 'sqs'),
          endpoint: of.word,
        }),
        { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) },
      ),
    },
    { requiredKeys: ['kind', 'name'] },
  );

  const muteRule: fc.Arbitrary<MuteRule> = fc.record(
    {
      ...described,
      kind: fc.constant('mute-rule'),
      name: of.name,
      schedule: fc.constantFrom('cron(0 2 * * SUN)', 'at(2026-12-24T18:00)'),
      duration: fc.constantFrom('PT1M', 'P15D'),
      timeZone: fc.constantFrom('UTC', 'Europe/Rome'),
      start: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30'),
      expire: fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01'),
    },
    { requiredKeys: ['kind', 'name', 'schedule', 'duration'] },
  );

  const eventRule: fc.Arbitrary<Omit<EventRule, 'targets'>> = fc.record(
    {
      ...described,
      kind: fc.constant('event-rule'),
      name: of.name,
      eventPattern: fc.dictionary(
        fc.constantFrom('source', 'detail-type', 'detail'),
        fc.array(fc.oneof(of.text, fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 }),
        { ...dictionary, minKeys: 1 },
      ),
    },
    { requiredKeys: ['kind', 'name', 'eventPattern'] },
  );

  const dashboard: fc.Arbitrary<Dashboard> = fc
    .record({ name: of.name, markdown: of.text })
    .map(({ name, markdown }) => ({
      kind: 'dashboard',
      name,
      title: name,
      widgets: [],
      body: JSON.stringify({ widgets: [{ type: 'text', properties: { markdown } }] }),
    }));

  return {
    tags,
    topic,
    metricFilter,
    metricAlarm,
    compositeAlarm,
    muteRule,
    eventRule,
    dashboard,
  };
}
