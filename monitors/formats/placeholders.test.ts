import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reasonOf } from '../../core/errors.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import { lint } from '../lint/lint.ts';
import { planChanges } from '../deploy/plan/plan-changes.ts';
import { readCloudFormation } from './cloudformation/read/read.ts';
import { toCloudFormation } from './cloudformation/write/write.ts';
import { mergedTerraform } from './terraform/write/write.ts';
import { readTerraform } from './terraform/read/read.ts';
import { planOf } from './testing/plan-of.ts';

const place = { region: 'eu-south-1', accountId: '012345678901' };
const rest =
  'Namespace: Shop, MetricName: X, Statistic: Sum, Period: 60, EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: GreaterThanThreshold';

/** The properties of the one alarm of a template, exported to a template again. */
function again(properties: string, options = place): object {
  const set = readCloudFormation(
    `Parameters: { Cluster: { Type: String }, Topic: { Type: String } }
Resources:
  A: { Type: AWS::CloudWatch::Alarm, Properties: { ${properties}, ${rest} } }
`,
    'stack.yaml',
    options,
  );
  const { Parameters = {}, Resources } = JSON.parse(
    toCloudFormation(set, 'json').files[0]?.text ?? '',
  );
  const [alarm] = Object.values<{ Properties: object }>(Resources);
  return { Parameters, ...alarm?.Properties };
}

describe('a placeholder that is exported to CloudFormation', () => {
  it('is a parameter, within a text by Fn::Sub', () => {
    expect(again("AlarmName: !Sub '${Cluster}-cpu', AlarmActions: [!Ref Topic]")).toMatchObject({
      Parameters: { Cluster: { Type: 'String' }, Topic: { Type: 'String' } },
      AlarmName: { 'Fn::Sub': '${Cluster}-cpu' },
      AlarmActions: [{ Ref: 'Topic' }],
    });
  });
  it('is what CloudFormation knows itself, or looks up', () => {
    expect(
      again("AlarmName: !Sub '${AWS::StackName}-cpu', AlarmActions: ['{{resolve:ssm:/ops}}']"),
    ).toMatchObject({
      Parameters: {},
      AlarmName: { 'Fn::Sub': '${AWS::StackName}-cpu' },
      AlarmActions: ['{{resolve:ssm:/ops}}'],
    });
  });
  it('leaves alone what only looks like one', () => {
    expect(again("AlarmName: !Sub '${Cluster}-${!Cluster2}'")).toMatchObject({
      AlarmName: { 'Fn::Sub': '${Cluster}-${!Cluster2}' },
    });
  });
  it('has a name of letters and digits, which is nobody else’s', () => {
    expect(again("AlarmName: !Sub '${Balancer.Full.Name} ${BalancerFull.Name}'")).toMatchObject({
      Parameters: { BalancerFullName: {}, BalancerFullName2: {} },
      AlarmName: { 'Fn::Sub': '${BalancerFullName} ${BalancerFullName2}' },
    });
  });
  it('may be an account that was only assumed', () => {
    const action =
      "AlarmName: a, AlarmActions: [!Sub 'arn:aws:sns:eu-south-1:${AWS::AccountId}:x']";
    expect(again(action)).toMatchObject({
      AlarmActions: ['arn:aws:sns:eu-south-1:012345678901:x'],
    });
    expect(again(action, { ...place, accountId: '000000000000' })).toMatchObject({
      AlarmActions: [{ 'Fn::Sub': 'arn:aws:sns:eu-south-1:${AWS::AccountId}:x' }],
    });
  });
});

/** What of a plan is exported to Terraform. */
function terraformOf(set: DefinitionSet): ReturnType<typeof JSON.parse> {
  return JSON.parse(mergedTerraform(set));
}

const topic = { aws_sns_topic: { values: { name: 'ops' }, unknown: { arn: true } } };
const metric = {
  alarm_name: 'a',
  comparison_operator: 'GreaterThanThreshold',
  evaluation_periods: 1,
  metric_name: 'X',
  namespace: 'Shop',
  period: 60,
  statistic: 'Sum',
  threshold: 1,
};

it.each([
  ['a topic with a prefix', 'aws_sns_topic', { name_prefix: 'ops-' }, { name_prefix: {} }],
  ['a topic without any name', 'aws_sns_topic', { name: null }, {}],
  ['a rule', 'aws_cloudwatch_event_rule', { event_pattern: '{}' }, { event_pattern: {} }],
])('a name that the provider makes up is not known: %s', (_what, type, values, expressions) => {
  const plan = planOf({ [type]: { values, unknown: { name: true }, expressions } });
  const { definitions } = readTerraform(plan, 'plan.json', place);
  expect(definitions).toMatchObject([{ name: `\${${type}.x.name}` }]);
});

it.each(['1.5', '-1', '1e3'])('a template cannot publish %s, which AWS itself takes', (value) => {
  const set = readCloudFormation(
    `Resources: { F: { Type: AWS::Logs::MetricFilter, Properties: { FilterName: f, LogGroupName: /x, FilterPattern: ERROR, MetricTransformations: [{ MetricName: E, MetricNamespace: Shop, MetricValue: '${value}' }] } } }`,
    'stack.yaml',
    place,
  );
  expect(() => toCloudFormation(set)).toThrow(
    `stack.yaml:1:14 Resources.F: metric filter "f" cannot be written for CloudFormation, since its metric value is "${value}". Expected a whole number or a field.`,
  );
});

describe('what a plan knows only after apply', () => {
  const unknownDimensions = readTerraform(
    planOf({
      aws_cloudwatch_metric_alarm: {
        values: { ...metric, namespace: 'AWS/ApplicationELB', metric_name: 'RequestCount' },
        unknown: { dimensions: true },
        expressions: { dimensions: { references: ['aws_lb.x.arn_suffix', 'aws_lb.x'] } },
      },
    }),
    'plan.json',
    place,
  );

  it('is no dimension set that could be wrong', () => {
    expect(lint(unknownDimensions).map(({ rule }) => rule)).not.toContain('dimension-set');
  });
  it('is a variable of a map in Terraform', () => {
    expect(terraformOf(unknownDimensions)).toMatchObject({
      variable: { aws_cloudwatch_metric_alarm_x_dimensions: { type: 'map(string)' } },
      resource: {
        aws_cloudwatch_metric_alarm: {
          a: { dimensions: '${var.aws_cloudwatch_metric_alarm_x_dimensions}' },
        },
      },
    });
  });
  it('is refused where a template has nothing for it, and by an account', () => {
    let message = '';
    try {
      toCloudFormation(unknownDimensions);
    } catch (error) {
      message = reasonOf(error);
    }
    expect(message).toMatch(
      /^plan\.json:\d+:\d+ aws_cloudwatch_metric_alarm\.x: metric alarm "a" cannot be written for CloudFormation, since its dimensions are known only after apply\. Expected a plan or a state that has them\.$/,
    );
    const account = { ...place, regions: [place.region], found: [], unread: [] };
    const owner = { stack: 's', environment: 'imported' };
    expect(planChanges(unknownDimensions, account, { owner }).refusals).toMatchObject([
      { reason: expect.stringContaining('${aws_cloudwatch_metric_alarm.x.dimensions}') },
    ]);
  });

  it.each([
    ['evaluate_low_sample_count_percentiles', { references: ['var.low'] }],
    ['region', { references: ['var.region'] }],
    ['apply_on_transformed_logs', { references: ['local.x'] }],
  ])('counts as not set where the provider chooses: %s', (argument, expression) => {
    const set = readTerraform(
      planOf({
        aws_cloudwatch_metric_alarm: {
          values: metric,
          unknown: { [argument]: true },
          expressions: { [argument]: expression },
        },
      }),
      'plan.json',
      place,
    );
    expect(set.definitions).toMatchObject([{ name: 'a' }]);
    expect(set.placeholders).toEqual([]);
    expect(set.notes?.map(({ note }) => note)).toContain(
      `aws_cloudwatch_metric_alarm.x: ${argument} is known only after apply, and counts as not set.`,
    );
  });

  it.each(['alarm_actions', 'ok_actions', 'insufficient_data_actions'])(
    'may be the whole list %s, handed on by a local',
    (argument) => {
      const set = readTerraform(
        planOf({
          ...topic,
          aws_cloudwatch_metric_alarm: {
            values: metric,
            unknown: { [argument]: true },
            expressions: { [argument]: { references: ['local.page'] } },
          },
        }),
        'plan.json',
        place,
      );
      const text = `\${aws_cloudwatch_metric_alarm.x.${argument}}`;
      expect(set.placeholders).toEqual([text]);
      expect(JSON.stringify(set.definitions)).toContain(`[${JSON.stringify(text)}]`);
      // The topic may be what the list holds.
      expect(lint(set).map(({ rule }) => rule)).not.toContain('unused-topic');
    },
  );

  it('may be the rule of a composite alarm, against which nothing is held', () => {
    const set = readTerraform(
      planOf({
        aws_cloudwatch_metric_alarm: { values: metric },
        aws_cloudwatch_composite_alarm: {
          values: { alarm_name: 'page', alarm_actions: ['arn:aws:sns:eu-south-1:012345678901:x'] },
          unknown: { alarm_rule: true },
          expressions: { alarm_rule: { references: ['aws_cloudwatch_metric_alarm.x.id'] } },
        },
      }),
      'plan.json',
      place,
    );
    expect(set.definitions.map(({ name }) => name)).toEqual(['a', 'page']);
    const rules = lint(set).map(({ rule }) => rule);
    expect(rules).not.toContain('composite-rule-syntax');
    expect(rules).not.toContain('no-actions');
  });

  it.each([
    [
      'aws_cloudwatch_log_metric_filter',
      {
        name: 'errors',
        log_group_name: 'g',
        pattern: '',
        metric_transformation: [{ namespace: 'Shop', name: 'e', value: '1' }],
      },
      'errors',
    ],
    ['aws_cloudwatch_metric_alarm', { ...metric, alarm_name: 'other' }, 'other'],
  ] as const)('is the name, where it is the id of %s', (type, values, name) => {
    const set = readTerraform(
      planOf({
        [`${type}.y`]: { values },
        'aws_cloudwatch_metric_alarm.x': {
          values: { ...metric, metric_name: null },
          unknown: { metric_name: true },
          expressions: { metric_name: { references: [`${type}.y.id`, `${type}.y`] } },
        },
      }),
      'plan.json',
      place,
    );
    expect(set.definitions.find((one) => one.name === 'a')).toMatchObject({
      metric: { metricName: name },
    });
    expect(set.placeholders).toEqual([]);
  });
});

it('an account that was only assumed is asked for by Terraform', () => {
  const set = readCloudFormation(
    'Resources: { T: { Type: AWS::SNS::Topic, Properties: { TopicName: ops } } }',
    'stack.yaml',
  );
  const { data, resource } = terraformOf(set);
  expect(data).toEqual({ aws_caller_identity: { current: {} } });
  expect(parse(resource.aws_sns_topic_policy.ops.policy).Statement[0].Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.current.account_id}' },
  });
});
