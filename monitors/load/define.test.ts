import { describe, expect, it } from 'vitest';
import type { Definition } from '../definitions/definition.ts';
import { alarm, compositeAlarm, eventRule, metricFilter, muteRule, topic } from './constructors.ts';
import type { Monitors } from './define.ts';
import { assemble, defineMonitors } from './define.ts';

const environment = { name: 'prod', region: 'eu-south-1', accountId: '111122223333' };
const plain = {
  name: 'cpu',
  metric: { namespace: 'n', metricName: 'm', stat: 'Sum', period: 60 },
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 1,
  evaluationPeriods: 1,
} as const;

/** The message without the place in this file. */
function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error).replace(/^BilanciaError: (.*\.test\.ts:\d+:\d+: )?/, '');
  }
  return 'no error';
}

function define(definitions: Monitors['definitions'], change: object = {}) {
  return defineMonitors({ environment, definitions, ...change });
}

describe('defineMonitors', () => {
  it('puts lists and single definitions into one list, in their order', () => {
    const { definitions } = define([
      topic({ name: 'a' }),
      [topic({ name: 'b' }), topic({ name: 'c' })],
    ]);
    expect(definitions.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('keeps where each definition was written', () => {
    const [made] = define([topic({ name: 'a' })]).definitions;
    expect(made?.origin).toEqual({
      file: import.meta.filename,
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('gives back what it has checked before as it is', () => {
    const set = define([]);
    expect(assemble(set)).toBe(set);
  });

  it('takes the same name for different kinds and in different regions', () => {
    const definitions = [
      topic({ name: 'a' }),
      topic({ name: 'a', region: 'us-east-1' }),
      alarm({ ...plain, name: 'a' }),
      metricFilter({
        name: 'a',
        logGroup: 'l',
        pattern: '',
        transformation: { namespace: 'n', metricName: 'm', value: '1' },
      }),
    ];
    expect(define(definitions).definitions).toHaveLength(4);
  });

  it('takes alarms that exist elsewhere, by ARN or when they are listed', () => {
    const arn = 'arn:aws:cloudwatch:eu-south-1:111122223333:alarm:there';
    const composite = compositeAlarm({ name: 'c', rule: `ALARM("${arn}") OR ALARM(there)` });
    expect(() => define([composite], { external: ['there'] })).not.toThrow();
  });

  const other = { region: 'us-east-1' };
  const wrong: readonly (readonly [string, Definition[], string])[] = [
    [
      'a name used twice',
      [topic({ name: 'a' }), topic({ name: 'a' })],
      'There are two definitions of topic "a" in eu-south-1, as in line N. Expected a different name for each (CloudWatch keeps only the last).',
    ],
    [
      'an alarm named like a composite',
      [alarm({ ...plain, name: 'a' }), compositeAlarm({ name: 'a', rule: 'TRUE' })],
      'There are two definitions of composite alarm "a" in eu-south-1, as in line N. Expected a different name for each (CloudWatch keeps only the last).',
    ],
    [
      'a topic that is not there',
      [alarm({ ...plain, actions: { insufficientData: [{ topic: 't' }] } })],
      'metric alarm "cpu" names topic "t", which is not defined. Expected a topic that is defined for eu-south-1, or an ARN.',
    ],
    [
      'a topic of another region',
      [topic({ name: 't', ...other }), alarm({ ...plain, actions: { alarm: [{ topic: 't' }] } })],
      'metric alarm "cpu" names topic "t", which is in us-east-1 and not in eu-south-1. Expected a topic that is defined for eu-south-1, or an ARN.',
    ],
    [
      'the target of a rule that is not there',
      [
        topic({ name: 'alerts' }),
        eventRule({ name: 'r', eventPattern: {}, targets: [{ topic: 'alert' }] }),
      ],
      'event rule "r" names topic "alert", which is not defined. Expected "alerts", or a topic that is defined for eu-south-1, or an ARN.',
    ],
    [
      'a child that is not there',
      [
        compositeAlarm({ name: 'c', rule: 'NOT (ALARM(cpu) OR AT_LEAST(1, OK, (x, "cpu")))' }),
        alarm(plain),
      ],
      'composite alarm "c" names alarm "x", which is not defined. Expected "c", or an alarm that is defined for eu-south-1, or one listed in "external".',
    ],
    [
      'a suppressor that is not there',
      [
        compositeAlarm({
          name: 'c',
          rule: 'TRUE',
          suppressor: { alarm: 'quiet', waitPeriod: 1, extensionPeriod: 1 },
        }),
      ],
      'composite alarm "c" names alarm "quiet", which is not defined. Expected an alarm that is defined for eu-south-1, or one listed in "external".',
    ],
    [
      'a muted alarm that is not there',
      [muteRule({ name: 'm', schedule: 'cron(0 2 * * *)', duration: 'PT1H', alarms: ['night'] })],
      'mute rule "m" names alarm "night", which is not defined. Expected an alarm that is defined for eu-south-1, or one listed in "external".',
    ],
  ];
  it.each(wrong)('refuses %s', (_name, definitions, message) => {
    expect(messageOf(() => define(definitions)).replace(/line \d+/, 'line N')).toBe(message);
  });

  const shapes: readonly (readonly [object, string])[] = [
    [
      { environment: { ...environment, accountId: 111_122_223_333 } },
      'environment.accountId is 111122223333. Expected a string.',
    ],
    [
      { environment: { ...environment, accountId: '1234' } },
      'environment.accountId is "1234". Expected the twelve digits of the account, as a string.',
    ],
    [
      { environment: { ...environment, regoin: 'x' } },
      '"environment.regoin" is not a known key. Expected "region", or any of name, region, accountId.',
    ],
    [{ environment: undefined }, 'environment is missing. Expected an object.'],
    [{ definitions: undefined }, 'definitions is missing. Expected a list.'],
    [
      { definitions: [undefined] },
      'definitions[0] is missing. Expected a definition, or a list of them.',
    ],
    [
      { definitions: [{ kind: 'alarm', name: 'x' }] },
      'definitions[0].kind is "alarm". Expected a definition: its kind is one of topic, metric-filter, metric-alarm, composite-alarm, mute-rule, event-rule, dashboard.',
    ],
    [
      { definitions: [[{ kind: 'topic', name: '' }]] },
      'definitions[0][0].name is "". Expected at least 1 character.',
    ],
    [
      { lint: { disable: [{ rule: 'x' }] } },
      'lint.disable[0].reason is missing. Expected a string.',
    ],
  ];
  it.each(shapes)('refuses %j', (change, message) => {
    expect(messageOf(() => define([], change))).toBe(message);
  });
});

describe('alarm and its like', () => {
  const wrong: readonly (readonly [object, string])[] = [
    [
      { treshold: 5 },
      'alarm(): "treshold" is not a known key. Expected "threshold", or any of name, region, tags, origin, kind, description, metric, comparisonOperator, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData, evaluateLowSampleCountPercentile, wallClock, warmUp, actions, actionsEnabled.',
    ],
    [
      { threshold: '5' },
      'alarm(): threshold is "5". Expected a number, or { metricId: "id of the query with the band" }.',
    ],
    [
      { threshold: Number.NaN },
      'alarm(): threshold is NaN. Expected a number, or { metricId: "id of the query with the band" }.',
    ],
    [
      { comparisonOperator: '>' },
      'alarm(): comparisonOperator is ">". Expected "GreaterThanOrEqualToThreshold" or "GreaterThanThreshold" or "LessThanThreshold" or "LessThanOrEqualToThreshold" or "LessThanLowerOrGreaterThanUpperThreshold" or "LessThanLowerThreshold" or "GreaterThanUpperThreshold".',
    ],
    [{ evaluationPeriods: 1.5 }, 'alarm(): evaluationPeriods is 1.5. Expected a whole number.'],
    [{ evaluationPeriods: 0 }, 'alarm(): evaluationPeriods is 0. Expected at least 1.'],
    [
      { datapointsToAlarm: 2 },
      'alarm(): datapointsToAlarm is 2. Expected at most evaluationPeriods (1).',
    ],
    [
      { metric: { ...plain.metric, period: 90 } },
      'alarm(): metric.period is 90. Expected 10, 20, 30 or a multiple of 60 seconds.',
    ],
    [{ metric: [] }, 'alarm(): metric is []. Expected at least 1 entry.'],
    [
      { metric: 'CPUUtilization' },
      'alarm(): metric is "CPUUtilization". Expected one metric with its statistic, or the queries of metric math.',
    ],
    [
      { metric: [{ id: 'A', expression: '1' }] },
      'alarm(): metric[0].id is "A". Expected a lower-case letter, and then letters, digits and underscores.',
    ],
    [
      { metric: [{ id: 'a' }] },
      'alarm(): metric[0] is {"id":"a"}. Expected either a metric or an expression.',
    ],
    [
      { actions: { alarm: ['prod-alerts'] } },
      'alarm(): actions.alarm[0] is "prod-alerts". Expected an ARN, or { topic: "name of a topic" }.',
    ],
    [
      { actions: { alarm: [{ topics: 'x' }] } },
      'alarm(): "actions.alarm[0].topics" is not a known key. Expected "topic".',
    ],
    [
      { actions: { alarm: { topic: 'x' } } },
      'alarm(): actions.alarm is {"topic":"x"}. Expected a list.',
    ],
    [
      { description: 'x'.repeat(1025) },
      `alarm(): description is "${'x'.repeat(59)}.... Expected at most 1024 characters.`,
    ],
  ];
  it.each(wrong)('refuses %j', (change, message) => {
    const written = Object.assign({ ...plain }, change);
    expect(messageOf(() => alarm(written))).toBe(message);
  });

  it('refuses a schedule and a duration that AWS does not know', () => {
    const rule = { name: 'm', schedule: 'cron(0 2 * * *)', duration: 'PT1H' };
    expect(messageOf(() => muteRule({ ...rule, schedule: 'rate(1 day)' }))).toBe(
      'muteRule(): schedule is "rate(1 day)". Expected cron(...) with five fields, or at(yyyy-MM-ddThh:mm).',
    );
    expect(messageOf(() => muteRule({ ...rule, duration: 'P' }))).toBe(
      'muteRule(): duration is "P". Expected PT1M to P15D.',
    );
  });
});
