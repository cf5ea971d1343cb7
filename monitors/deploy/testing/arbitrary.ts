import { fc } from '@fast-check/vitest';
import { printReference } from '../../composite-rule/reference.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { Dashboard } from '../../definitions/dashboard.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { EventRule } from '../../definitions/event-rule.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { comparisonOperators, missingDataTreatments } from '../../definitions/metric-alarm.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { Dimensions, MetricQuery, MetricStat } from '../../definitions/metric.ts';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import type { Topic } from '../../definitions/topic.ts';
import { setOf } from './sample.ts';

const plainName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/);
/** Alarms may be called nearly anything. */
const alarmName = fc
  .string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 })
  .filter((name) => /^[ -~]+$/.test(name) && name.trim() === name);
const filterName = fc.stringMatching(/^[A-Za-z0-9 ._/#-]{1,20}$/);
const someText = fc.stringMatching(/^[ -~]{1,30}$/);
const tags = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.stringMatching(/^[a-zA-Z0-9 ]{0,8}$/),
  {
    maxKeys: 3,
  },
);
const seconds = fc.constantFrom(60, 300, 3600);
const dimensions: fc.Arbitrary<Dimensions> = fc.dictionary(plainName, plainName, { maxKeys: 4 });

const metricStat: fc.Arbitrary<MetricStat> = fc.record(
  {
    namespace: fc.constantFrom('AWS/ECS', 'PMS', 'a.b/c'),
    metricName: plainName,
    dimensions,
    stat: fc.constantFrom(
      'Average',
      'Sum',
      'p99',
      'p99.9',
      'tm90',
      'IQM',
      'PR(:0.5)',
      'SampleCount',
    ),
    period: seconds,
    unit: fc.constantFrom('Seconds', 'Bytes/Second', 'None', 'Percent'),
  },
  { requiredKeys: ['namespace', 'metricName', 'stat', 'period'] },
);

const queries: fc.Arbitrary<readonly MetricQuery[]> = fc
  .array(fc.record({ metric: metricStat, label: someText }, { requiredKeys: ['metric'] }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((metrics) => [
    ...metrics.map((query, at) => ({ ...query, id: `m${at}`, returnData: false })),
    { id: 'e', expression: metrics.map((_, at) => `m${at}`).join(' + ') },
  ]);

const common = { tags, description: someText };

const metricAlarm = fc.record(
  {
    ...common,
    kind: fc.constant('metric-alarm' as const),
    name: alarmName,
    metric: fc.oneof(metricStat, queries),
    comparisonOperator: fc.constantFrom(...comparisonOperators),
    threshold: fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant({ metricId: 'e' }),
    ),
    evaluationPeriods: fc.integer({ min: 1, max: 10 }),
    datapointsToAlarm: fc.integer({ min: 1, max: 10 }),
    treatMissingData: fc.constantFrom(...missingDataTreatments),
    evaluateLowSampleCountPercentile: fc.constantFrom('evaluate' as const, 'ignore' as const),
    wallClock: fc.record(
      { timeZone: fc.constantFrom('UTC', 'Europe/Rome', '+01:00') },
      { requiredKeys: [] },
    ),
    warmUp: fc.record(
      { minutes: fc.integer({ min: 1, max: 60 }), onlyStartEvaluatingAfterwards: fc.boolean() },
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
) satisfies fc.Arbitrary<MetricAlarm>;

const metricFilter: fc.Arbitrary<MetricFilter> = fc
  .record({
    name: filterName,
    logGroup: fc.constantFrom('/ecs/pms', '/aws/lambda/x'),
    pattern: fc.string({ maxLength: 20 }),
    value: fc.constantFrom('1', '$.latency', '$bytes'),
    extra: fc.oneof(
      fc.record({ defaultValue: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
      fc.record({ dimensions: fc.dictionary(plainName, fc.constant('$.tenant'), { maxKeys: 3 }) }),
      fc.record({ unit: fc.constantFrom('Count', 'None') }),
    ),
    applyOnTransformedLogs: fc.boolean(),
  })
  .map(({ value, extra, ...filter }) => ({
    ...filter,
    kind: 'metric-filter',
    transformation: { namespace: 'PMS', metricName: 'm', value, ...extra },
  }));

const topic: fc.Arbitrary<Topic> = fc.record(
  {
    kind: fc.constant('topic'),
    name: plainName,
    tags,
    displayName: someText,
    subscriptions: fc.array(
      fc.record({
        protocol: fc.constantFrom('email', 'https', 'sqs'),
        endpoint: fc.stringMatching(/^[a-z]{1,5}@example\.com$/),
      }),
      { maxLength: 5 },
    ),
  },
  { requiredKeys: ['kind', 'name'] },
);

const eventRule = fc.record(
  {
    ...common,
    kind: fc.constant('event-rule' as const),
    name: plainName,
    eventPattern: fc.dictionary(plainName, fc.array(someText, { minLength: 1, maxLength: 3 }), {
      minKeys: 1,
      maxKeys: 3,
    }),
    targets: fc.constant([]),
  },
  { requiredKeys: ['kind', 'name', 'eventPattern', 'targets'] },
) satisfies fc.Arbitrary<EventRule>;

const dashboard: fc.Arbitrary<Dashboard> = fc.record({
  kind: fc.constant('dashboard'),
  name: plainName,
  title: someText,
  widgets: fc.constant([]),
  body: fc
    .dictionary(plainName, fc.jsonValue(), { maxKeys: 3 })
    .map((body) => JSON.stringify(body)),
  tags,
});

const muteRule: fc.Arbitrary<Omit<MuteRule, 'alarms'>> = fc.record(
  {
    ...common,
    kind: fc.constant('mute-rule'),
    name: plainName,
    schedule: fc.constantFrom('cron(0 2 * * SUN)', 'at(2026-12-24T18:00)'),
    duration: fc.constantFrom('PT1M', 'P15D'),
    timeZone: fc.constantFrom('UTC', 'Europe/Rome'),
    start: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30'),
    expire: fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01'),
  },
  { requiredKeys: ['kind', 'name', 'schedule', 'duration'] },
);

/** A composite alarm of which only what it looks at is missing. */
const composite = fc.record(
  {
    ...common,
    name: alarmName,
    actionsEnabled: fc.boolean(),
    looksAt: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    suppressedBy: fc.nat(),
  },
  { requiredKeys: ['name', 'looksAt'] },
);

const unique = { selector: ({ name }: { readonly name: string }) => name, maxLength: 4 };

/** Any definitions that fit together: names are unique, references exist, and nothing looks at itself. */
export const definitionSet: fc.Arbitrary<DefinitionSet> = fc
  .record({
    topics: fc.uniqueArray(topic, unique),
    filters: fc.uniqueArray(metricFilter, unique),
    alarms: fc.uniqueArray(metricAlarm, unique),
    composites: fc.uniqueArray(composite, unique),
    muteRules: fc.uniqueArray(muteRule, unique),
    eventRules: fc.uniqueArray(eventRule, unique),
    dashboards: fc.uniqueArray(dashboard, unique),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
  })
  .map(({ topics, filters, alarms, composites, muteRules, eventRules, dashboards, picks }) => {
    const told = picks.flatMap((at) => pick(topics, at)).map(({ name }) => ({ topic: name }));
    const telling = alarms.map((alarm, at) => ({ ...alarm, actions: { alarm: told.slice(at) } }));
    const names = alarms.map(({ name }) => name);
    const above: CompositeAlarm[] = [];
    for (const { looksAt, suppressedBy, ...rest } of composites) {
      if (names.includes(rest.name)) continue;
      above.push(compositeAlarm(rest, names, looksAt, suppressedBy));
      names.push(rest.name);
    }
    const muted = muteRules.map((rule, at) => ({ ...rule, alarms: names.slice(at, at + 3) }));
    const ruled = eventRules.map((rule, at) => ({ ...rule, targets: told.slice(at, at + 2) }));
    const all: Definition[] = [
      ...above.toReversed(),
      ...muted,
      ...ruled,
      ...telling,
      ...filters,
      ...dashboards,
      ...topics,
    ];
    return setOf(...all);
  });

function compositeAlarm(
  base: Omit<CompositeAlarm, 'kind' | 'rule'>,
  names: readonly string[],
  looksAt: readonly number[],
  suppressedBy: number | undefined,
): CompositeAlarm {
  const children = looksAt.flatMap((at) => pick(names, at));
  const [suppressor] = suppressedBy === undefined ? [] : pick(names, suppressedBy);
  return {
    ...base,
    kind: 'composite-alarm',
    rule:
      children.length === 0
        ? 'FALSE'
        : children.map((alarm) => `ALARM(${printReference({ alarm, offset: 0 })})`).join(' OR '),
    ...(suppressor === undefined
      ? {}
      : { suppressor: { alarm: suppressor, waitPeriod: 60, extensionPeriod: 60 } }),
  };
}

function pick<T>(items: readonly T[], at: number): T[] {
  const item = items[at % Math.max(1, items.length)];
  return item === undefined ? [] : [item];
}
