import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../../core/errors.ts';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { plan } from '../testing/plan.ts';
import { readTerraform } from './read.ts';

const text = JSON.stringify(plan, undefined, 2);
const set = readTerraform(text, 'plan.json', { accountId: '012345678901' });

function named(name: string, from: DefinitionSet = set): object | undefined {
  return from.definitions.find((definition) => definition.name === name);
}

function failureOf(json: string): string {
  try {
    readTerraform(json, 'plan.json');
  } catch (error) {
    return reasonOf(error);
  }
  return 'no failure';
}

describe('a plan', () => {
  it('gives the definitions of all modules, with topics that do not exist yet', () => {
    expect(set.environment).toEqual({
      name: 'imported',
      region: 'eu-south-1',
      accountId: '012345678901',
    });
    expect(named('alerts')).toMatchObject({
      kind: 'topic',
      subscriptions: [{ protocol: 'email', endpoint: 'a@booking.example' }],
    });
    const line = text
      .slice(0, text.indexOf('module.tenants[\\"blu\\"].aws_cloudwatch_metric_alarm.cpu'))
      .split('\n').length;
    expect(named('blu-cpu')).toEqual({
      kind: 'metric-alarm',
      name: 'blu-cpu',
      metric: {
        namespace: 'AWS/ECS',
        metricName: 'CPUUtilization',
        dimensions: { ServiceName: 'blu' },
        stat: 'Average',
        period: 60,
      },
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 80,
      evaluationPeriods: 3,
      actions: { alarm: [{ topic: 'alerts' }] },
      origin: {
        file: 'plan.json',
        line,
        column: 15,
        address: 'module.tenants["blu"].aws_cloudwatch_metric_alarm.cpu',
      },
    });
    expect(named('alba-errors')).toMatchObject({
      transformation: { namespace: 'alba', metricName: 'Errors', value: '1', defaultValue: 0 },
    });
  });

  it('puts a text for what is known after apply only', () => {
    expect(named('latency')).toMatchObject({
      metric: {
        stat: 'p99',
        dimensions: {
          LoadBalancer: '${aws_cloudwatch_metric_alarm.latency[0].dimensions.LoadBalancer}',
        },
      },
      evaluateLowSampleCountPercentile: 'ignore',
      actions: { alarm: [{ topic: 'alerts' }] },
    });
    expect(named('unknown')).toBeUndefined();
  });

  it('reads blocks as the provider leaves them, and the region of an alias', () => {
    expect(named('band')).toMatchObject({
      region: 'us-east-1',
      threshold: { metricId: 'ad1' },
      metric: [
        { id: 'ad1', expression: 'ANOMALY_DETECTION_BAND(m1)' },
        {
          id: 'm1',
          metric: {
            namespace: 'AWS/ApplicationELB',
            metricName: 'RequestCount',
            dimensions: { LoadBalancer: 'app/x' },
            stat: 'Sum',
            period: 60,
          },
        },
      ],
    });
    expect(named('any')).toMatchObject({
      suppressor: { alarm: 'band', waitPeriod: 20, extensionPeriod: 10 },
      actions: { alarm: ['arn:aws:sns:eu-south-1:999999999999:elsewhere', { topic: 'alerts' }] },
      tags: { team: 'booking' },
    });
    expect(named('findings')).toMatchObject({
      eventPattern: { source: ['aws.ecr'] },
      targets: [{ topic: 'alerts' }],
    });
  });

  it('says what it left out and what stands for what is not known', () => {
    expect(set.notes?.map(({ note }) => note)).toEqual([
      '1 resource of another type is left out: aws_instance (1).',
      'For actions that are known only after apply, the topics that they refer to are used; a plan does not contain the ARNs next to them.',
      'aws_sns_topic_subscription.mail[1]: it is left out: its protocol is firehose.',
      'aws_cloudwatch_metric_alarm.latency[0]: ${aws_cloudwatch_metric_alarm.latency[0].dimensions.LoadBalancer} is a placeholder for a value that is known only after apply.',
      'aws_cloudwatch_metric_alarm.unknown: ${aws_cloudwatch_metric_alarm.unknown.threshold} is a placeholder for a value that is known only after apply.',
      'aws_cloudwatch_metric_alarm.unknown: it is left out, because threshold is "${aws_cloudwatch_metric_alarm.unknown.threshold}".',
      'aws_cloudwatch_event_target.findings: input is left out: definitions have no such property.',
      'aws_cloudwatch_event_rule.nightly: it is left out: it runs on a schedule, not on events.',
    ]);
  });

  it('says what it assumes about where everything lives', () => {
    const { configuration: _configuration, ...rest } = plan;
    const { environment, notes } = readTerraform(JSON.stringify(rest), 'plan.json');
    expect(environment).toEqual({
      name: 'imported',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    expect(notes?.[0]?.note).toBe(
      'The file does not say where everything is deployed: region us-east-1 and account 000000000000 are assumed.',
    );
  });
});

describe('a state', () => {
  const state = JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.13.3',
    values: {
      root_module: {
        resources: [
          {
            address: 'aws_sns_topic.a',
            mode: 'managed',
            type: 'aws_sns_topic',
            name: 'a',
            values: { name: 'a', arn: 'arn:aws:sns:eu-west-1:012345678901:a', region: 'eu-west-1' },
          },
          {
            address: 'aws_sns_topic.b',
            mode: 'managed',
            type: 'aws_sns_topic',
            name: 'b',
            values: { name: 'b', arn: 'arn:aws:sns:us-east-1:012345678901:b' },
          },
          {
            address: 'aws_sns_topic.c',
            mode: 'managed',
            type: 'aws_sns_topic',
            name: 'c',
            values: { name: 'c', arn: 'arn:aws:sns:eu-west-1:012345678901:c' },
          },
        ],
      },
    },
  });

  it('tells region and account by its ARNs', () => {
    const { environment, definitions, notes } = readTerraform(state, 'state.json');
    expect(environment).toEqual({
      name: 'imported',
      region: 'eu-west-1',
      accountId: '012345678901',
    });
    expect(definitions.map(({ name, region }) => [name, region])).toEqual([
      ['a', undefined],
      ['b', 'us-east-1'],
      ['c', undefined],
    ]);
    expect(notes).toEqual([]);
  });
});

describe('parts of what is elsewhere', () => {
  it('are left out with a note', () => {
    const resource = (type: string, values: object): object => ({
      address: `${type}.x`,
      mode: 'managed',
      type,
      name: 'x',
      values,
    });
    const show = JSON.stringify({
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            resource('aws_sns_topic', { name: 'a', arn: 'arn:aws:sns:eu-west-1:012345678901:a' }),
            resource('aws_sns_topic_subscription', {
              topic_arn: 'arn:aws:sns:eu-west-1:012345678901:b',
              protocol: 'email',
              endpoint: 'a@booking.example',
            }),
            resource('aws_cloudwatch_event_target', {
              rule: 'r',
              arn: 'arn:aws:sqs:eu-west-1:1:q',
            }),
          ],
        },
      },
    });
    expect(readTerraform(show, 'state.json').notes?.map(({ note }) => note)).toEqual([
      'aws_sns_topic_subscription.x: it is left out: its topic is not in the file.',
      'aws_cloudwatch_event_target.x: it is left out: its rule is not in the file.',
    ]);
  });
});

describe('a text that is no output of "terraform show -json"', () => {
  const expected = 'Expected the output of "terraform show -json".';

  it.each([
    [
      '{"format_version": "1.2",',
      `plan.json:1:26: it is not JSON: it ends too early. ${expected}\n  {"format_version": "1.2",\n                           ^`,
    ],
    [
      '{"a": 1 "b": 2}',
      `plan.json:1:9: it is not JSON: there is no comma or }. ${expected}\n  {"a": 1 "b": 2}\n          ^`,
    ],
    [
      "{'a': 1}",
      `plan.json:1:2: it is not JSON: there is no name in quotes. ${expected}\n  {'a': 1}\n   ^`,
    ],
    ['[]', `plan.json:1:1: it is not a JSON object. ${expected}\n  []\n  ^`],
    [
      '{"version": 4, "terraform_version": "1.13.3", "resources": []}',
      `plan.json:1:1: it is a state file, whose format Terraform may change. ${expected}\n  {"version": 4, "terraform_version": "1.13.3", "resources": []}\n  ^`,
    ],
    [
      '{"resource": {}}',
      `plan.json:1:1: it is a configuration, not a plan or a state. ${expected}\n  {"resource": {}}\n  ^`,
    ],
    ['{"a": 1}', `plan.json:1:1: it has no "format_version". ${expected}\n  {"a": 1}\n  ^`],
    [
      '{"@level":"info"}\n{"@level":"info"}',
      `plan.json:1:1: it is the log of "terraform plan -json". ${expected}\n  {"@level":"info"}\n  ^`,
    ],
  ])('is refused: %s', (json, message) => {
    expect(failureOf(json)).toBe(message);
  });

  it('is refused when nothing in it is of use', () => {
    expect(failureOf('{"format_version": "1.0"}')).toMatch(
      /^plan\.json:1:1: it has no resource that Bilancia reads\. Expected one of aws_sns_topic, /,
    );
  });

  it('is refused where an argument is wrong', () => {
    const wrong = text.replace('"evaluation_periods": 3', '"evaluation_periods": "three"');
    const line = wrong.slice(0, wrong.indexOf('"three"')).split('\n').length;
    expect(failureOf(wrong)).toBe(
      `plan.json:${line}:13 aws_cloudwatch_metric_alarm.latency[0]: evaluation_periods is "three". Expected a number.\n              "evaluation_periods": "three",\n              ^`,
    );
    expect(failureOf(text.replaceAll('"threshold":', '"limit":'))).toContain(
      ': threshold is missing. Expected a number, or threshold_metric_id instead.\n            "address": "aws_',
    );
    const pattern = text.replace('{\\"source\\":[\\"aws.ecr\\"]}', '{');
    expect(failureOf(pattern)).toContain('event_pattern is "{". Expected an event pattern.');
  });
});
