import * as fc from 'fast-check';
import type { ActionTarget, Actions } from '../../definitions/base.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import { nameOf } from '../../definitions/definition.ts';
import { comparisonOperators, missingDataTreatments } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { compact } from '../compact.ts';

const home = 'eu-south-1';
const away = 'us-east-1';

/** Characters that some syntax on the way gives a meaning. */
const unit = fc.constantFrom(...Array.from('aZ09-_ $%{}!"\'\\:#,&*[]()|>é\n\t~@`'));

const words = fc.string({ unit, minLength: 1, maxLength: 12 });
const plainName = fc.string({
  unit: fc.constantFrom(...Array.from('abzAZ019-_.')),
  minLength: 1,
  maxLength: 8,
});
const name = fc.oneof({ weight: 3, arbitrary: plainName }, words);
const number = fc
  .oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  // JSON knows no negative zero.
  .map((value) => (value === 0 ? 0 : value));
const dimensions = fc.dictionary(words, words, { minKeys: 1, maxKeys: 3, noNullPrototype: true });

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const base = {
  name,
  region: fc.constantFrom(undefined, home, away),
  tags: maybe(fc.dictionary(plainName, words, { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
};

const target: fc.Arbitrary<ActionTarget> = fc.constantFrom<ActionTarget>(
  { topic: 'alerts' },
  { topic: 'pager' },
  'arn:aws:sns:eu-south-1:999999999999:elsewhere',
  'arn:aws:lambda:us-east-1:012345678901:function:triage',
);
const targets = fc.uniqueArray(target, {
  minLength: 1,
  maxLength: 3,
  selector: (one) => JSON.stringify(one),
});
const actions: fc.Arbitrary<Actions> = fc
  .record({ alarm: maybe(targets), ok: maybe(targets), insufficientData: maybe(targets) })
  .map(compact);

const metric: fc.Arbitrary<MetricStat> = fc
  .record({
    namespace: words,
    metricName: words,
    dimensions: maybe(dimensions),
    stat: fc.constantFrom(
      'Average',
      'Sum',
      'Minimum',
      'SampleCount',
      'p99',
      'tm90',
      'IQM',
      'PR(:0.5)',
    ),
    period: fc.constantFrom(10, 60, 300, 3600),
    unit: fc.constantFrom(undefined, 'Count', 'Percent'),
  })
  .map(compact);

const query = fc.oneof(
  fc.record({ metric, returnData: fc.constantFrom(undefined, true, false), label: maybe(words) }),
  fc.record({
    expression: words,
    period: maybe(fc.constantFrom(60, 300)),
    returnData: fc.constantFrom(undefined, true, false),
    accountId: fc.constantFrom(undefined, '000123456789'),
  }),
);
const queries = fc
  .array(query, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((one, at) => compact({ id: `q${at}`, ...one })));

const metricAlarm = fc
  .record({
    kind: fc.constant('metric-alarm' as const),
    ...base,
    description: maybe(words),
    metric: fc.oneof(metric, queries),
    comparisonOperator: fc.constantFrom(...comparisonOperators),
    threshold: fc.oneof(number, fc.constant({ metricId: 'q0' })),
    evaluationPeriods: fc.integer({ min: 1, max: 20 }),
    datapointsToAlarm: maybe(fc.integer({ min: 1, max: 20 })),
    treatMissingData: maybe(fc.constantFrom(...missingDataTreatments)),
    evaluateLowSampleCountPercentile: fc.constantFrom(
      undefined,
      'evaluate' as const,
      'ignore' as const,
    ),
    warmUp: maybe(
      fc
        .record({
          minutes: fc.integer({ min: 1, max: 2880 }),
          onlyStartEvaluatingAfterwards: maybe(fc.boolean()),
        })
        .map(compact),
    ),
    wallClock: maybe(
      fc.record({ timeZone: fc.constantFrom(undefined, 'Europe/Rome', '+01:00') }).map(compact),
    ),
    actions: maybe(actions),
    actionsEnabled: maybe(fc.boolean()),
  })
  .map(compact);

const compositeAlarm = fc
  .record({
    kind: fc.constant('composite-alarm' as const),
    ...base,
    description: maybe(words),
    rule: fc.oneof(
      words,
      fc
        .array(plainName, { minLength: 1, maxLength: 3 })
        .map((all) => all.map((one) => `ALARM("${one}")`).join(' OR ')),
    ),
    suppressor: maybe(
      fc.record({ alarm: name, waitPeriod: fc.nat(600), extensionPeriod: fc.nat(600) }),
    ),
    actions: maybe(actions),
    actionsEnabled: maybe(fc.boolean()),
  })
  .map(compact);

const metricFilter = fc
  .record({
    kind: fc.constant('metric-filter' as const),
    name,
    region: base.region,
    logGroup: words,
    pattern: fc.oneof(fc.constant(''), words),
    transformation: fc
      .record({
        namespace: words,
        metricName: words,
        value: fc.constantFrom('1', '$field', '$.latency'),
        defaultValue: maybe(number),
        dimensions: maybe(dimensions),
        unit: fc.constantFrom(undefined, 'Milliseconds'),
      })
      .map(compact),
    applyOnTransformedLogs: maybe(fc.boolean()),
  })
  .map(compact);

const muteRule = fc
  .record({
    kind: fc.constant('mute-rule' as const),
    ...base,
    description: maybe(words),
    schedule: fc.constantFrom('cron(0 2 * * SUN)', 'at(2026-12-24T18:00)'),
    duration: fc.constantFrom('PT1M', 'P15D'),
    timeZone: maybe(fc.constant('Europe/Rome')),
    alarms: maybe(fc.uniqueArray(name, { minLength: 1, maxLength: 3 })),
    start: maybe(fc.constant('2026-12-01T00:00:00Z')),
    expire: maybe(fc.constant('2027-12-01T00:00:00Z')),
  })
  .map(compact);

const eventRule = fc
  .record({
    kind: fc.constant('event-rule' as const),
    ...base,
    description: maybe(words),
    eventPattern: fc.dictionary(
      fc.constantFrom('source', 'detail-type', 'detail'),
      fc.array(fc.oneof(words, fc.integer(), fc.boolean()), { minLength: 1, maxLength: 2 }),
      { minKeys: 1, noNullPrototype: true },
    ),
    targets,
  })
  .map(compact);

const dashboard = fc
  .record({ kind: fc.constant('dashboard' as const), name, markdown: words })
  .map(({ kind, name, markdown }) => ({
    kind,
    name,
    title: name,
    widgets: [],
    body: JSON.stringify({ widgets: [{ type: 'text', properties: { markdown } }] }),
  }));

const subscriptions = fc.uniqueArray(
  fc.record({
    protocol: fc.constantFrom('email' as const, 'https' as const, 'sms' as const),
    endpoint: words,
  }),
  { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) },
);

/** The topics that actions refer to, in both regions, and some more. */
const topics = fc
  .record({ displayName: maybe(words), subscriptions: maybe(subscriptions) })
  .map((rest) =>
    [home, away].flatMap((region) =>
      ['alerts', 'pager'].map((topic): Definition =>
        compact({ kind: 'topic' as const, name: topic, region, ...(region === home ? rest : {}) }),
      ),
    ),
  );

/** Sets of definitions with names that nothing in AWS would allow, but every syntax must carry. */
export const arbitrarySet: fc.Arbitrary<DefinitionSet> = fc
  .record({
    topics,
    others: fc.uniqueArray<Definition, string>(
      fc.oneof<fc.Arbitrary<Definition>[]>(
        metricAlarm,
        compositeAlarm,
        metricFilter,
        muteRule,
        eventRule,
        dashboard,
      ),
      {
        maxLength: 8,
        selector: (definition) => `${definition.region ?? home} ${nameOf(definition)}`,
      },
    ),
  })
  .map(({ topics, others }) => ({
    environment: { name: 'prod', region: home, accountId: '012345678901' },
    definitions: [...topics, ...others],
  }));
