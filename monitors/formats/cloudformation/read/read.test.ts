import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../../../definitions/definition.ts';
import { reasonOf } from '../../../../core/errors.ts';
import { toCloudFormation } from '../write/write.ts';
import { readCloudFormation } from './read.ts';

const path = join(import.meta.dirname, 'fixtures', 'team.yaml');
const text = readFileSync(path, 'utf8');
const place = { region: 'eu-south-1', accountId: '012345678901' };
const set = readCloudFormation(text, 'team.yaml', place);

function named(from: DefinitionSet, name: string): object | undefined {
  return from.definitions.find((definition) => definition.name === name);
}

function failureOf(template: string): string {
  try {
    readCloudFormation(template, 'stack.yaml', place);
  } catch (error) {
    return reasonOf(error);
  }
  return 'no failure';
}

describe('a template of a team', () => {
  it('gives the definitions with parameters, conditions, mappings and functions resolved', () => {
    expect(named(set, 'prod-alerts')).toEqual({
      kind: 'topic',
      name: 'prod-alerts',
      subscriptions: [
        { protocol: 'email', endpoint: 'b@booking.example' },
        { protocol: 'https', endpoint: 'https://pager.example' },
      ],
      origin: { file: 'team.yaml', line: 16, column: 3, address: 'Resources.Alerts' },
    });
    expect(named(set, 'prod-errors')).toEqual({
      kind: 'metric-alarm',
      name: 'prod-errors',
      metric: { namespace: 'Team', metricName: 'Errors', stat: 'Sum', period: 60 },
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 5,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      actions: { alarm: [{ topic: 'prod-alerts' }, '${Topic}'] },
      origin: { file: 'team.yaml', line: 43, column: 3, address: 'Resources.ErrorAlarm' },
    });
    expect(named(set, 'prod-cpu')).toMatchObject({
      metric: { dimensions: { ClusterName: '${Cluster}', ServiceName: 'pms' }, stat: 'p99' },
      threshold: 80,
    });
    expect(named(set, 'Errors')).toMatchObject({
      logGroup: '/ecs/prod',
      pattern: '{ $.level = "ERROR" }',
      transformation: { value: '1', defaultValue: 0 },
    });
    expect(named(set, 'Anything')).toMatchObject({
      rule: 'ALARM(prod-errors) OR ALARM("arn:aws:cloudwatch:eu-south-1:012345678901:alarm:prod-cpu")',
      suppressor: { alarm: 'prod-cpu', waitPeriod: 60, extensionPeriod: 0 },
    });
    expect(named(set, 'scans')).toMatchObject({
      eventPattern: { source: ['aws.ecr'], detail: { count: [{ numeric: ['>', 0] }] } },
      targets: [{ topic: 'prod-alerts' }],
    });
    expect(named(set, '${AWS::StackName}-board')).toMatchObject({
      body: '{"widgets":[{"type":"text","properties":{"markdown":"eu-south-1 ${LAST}"}}]}',
    });
  });

  it('says what it left out and what stands for what is not known', () => {
    expect(set.notes?.map(({ note, location }) => `${location?.line ?? '-'}: ${note}`)).toEqual([
      '-: 2 resources of other types are left out: AWS::ECS::Service (1), AWS::Logs::LogGroup (1).',
      '16: A subscription in Alerts is left out: its protocol is email-json.',
      '27: Elsewhere is left out: its topic is not in the template.',
      '36: Errors has no FilterName: CloudFormation generates a name from the name of the stack; here it is Errors.',
      '43: ${Topic} is a placeholder for an unknown value: the value of parameter Topic is in Systems Manager.',
      '58: ${Cluster} is a placeholder for an unknown value: parameter Cluster has no default.',
      '72: TestAlarm is left out, because its condition IsTest is false.',
      '84: ${ImportValue shared-threshold} is a placeholder for an unknown value: "shared-threshold" is exported by another stack.',
      '84: UnknownThreshold is left out, because Threshold is "${ImportValue shared-threshold}".',
      '95: Anything has no AlarmName: CloudFormation generates a name from the name of the stack; here it is Anything.',
      '102: Nightly has no Name: CloudFormation generates a name from the name of the stack; here it is Nightly.',
      '102: Nightly is left out: it runs on a schedule, not on events.',
      '111: ${AWS::StackName} is a placeholder for an unknown value: AWS::StackName is known only in a stack.',
    ]);
  });

  it('takes values for its parameters', () => {
    const test = readCloudFormation(text, path, {
      ...place,
      parameters: {
        Stage: 'test',
        Cluster: 'blue',
        MaxErrors: '7',
        Topic: 'arn:aws:sns:eu-south-1:999999999999:x',
      },
    });
    expect(named(test, 'test-cpu')).toMatchObject({
      metric: { dimensions: { ClusterName: 'blue' } },
      threshold: 95,
    });
    expect(named(test, 'test-errors')).toMatchObject({
      threshold: 7,
      actions: {
        alarm: [{ topic: 'test-alerts' }, 'arn:aws:sns:eu-south-1:999999999999:x'],
        ok: [{ topic: 'test-alerts' }],
      },
    });
    expect(named(test, 'test-errors')).not.toHaveProperty('treatMissingData');
  });

  it('says what it assumes about where it is deployed', () => {
    const { environment, notes } = readCloudFormation(text, path);
    expect(environment).toEqual({
      name: 'imported',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    expect(notes?.[0]).toEqual({
      note: 'A template does not say where it is deployed: region us-east-1 and account 000000000000 are assumed.',
    });
  });

  it('can be exported again', () => {
    const { definitions } = readCloudFormation(
      toCloudFormation(set).files[0]?.text ?? '',
      'again.yaml',
    );
    expect(definitions.map(({ name }) => name).toSorted()).toEqual(
      set.definitions.map(({ name }) => name).toSorted(),
    );
  });
});

const alarm = `Resources:
  Cpu:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: cpu
      Namespace: AWS/ECS
      MetricName: CPUUtilization
      Statistic: Average
      Period: 60
      EvaluationPeriods: 3
      Threshold: 80
      ComparisonOperator: GreaterThanThreshold
`;

describe('a text that is no template', () => {
  it.each([
    [
      'Resources: [',
      `stack.yaml:1:13: Flow sequence in block collection must be sufficiently indented and end with a ]. Expected a CloudFormation template in YAML or JSON.
  Resources: [
              ^`,
    ],
    [
      '{"Resources": {"A": 1,,}}',
      `stack.yaml:1:23: there is no name in quotes. Expected a CloudFormation template in YAML or JSON.
  {"Resources": {"A": 1,,}}
                        ^`,
    ],
    [
      'Parameters: {}',
      `stack.yaml:1:1: there are no Resources. Expected a CloudFormation template.
  Parameters: {}
  ^`,
    ],
    [
      'Resources:\n  A: { Type: AWS::S3::Bucket }\n',
      `stack.yaml:2:3: it has no resource that Bilancia reads: 1 resource of another type is left out: AWS::S3::Bucket (1). Expected one of AWS::SNS::Topic, AWS::Logs::MetricFilter, AWS::CloudWatch::Alarm, AWS::CloudWatch::CompositeAlarm, AWS::CloudWatch::AlarmMuteRule, AWS::Events::Rule, AWS::CloudWatch::Dashboard.
    A: { Type: AWS::S3::Bucket }
    ^`,
    ],
    [
      alarm.replace('Threshold: 80', 'Threshold: high'),
      `stack.yaml:11:18 Resources.Cpu: Threshold is "high". Expected a number.
        Threshold: high
                   ^`,
    ],
    [
      alarm.replace('      EvaluationPeriods: 3\n', ''),
      `stack.yaml:5:7 Resources.Cpu: EvaluationPeriods is missing. Expected a number.
        AlarmName: cpu
        ^`,
    ],
    [
      alarm.replace('GreaterThanThreshold', 'GreaterThan'),
      `stack.yaml:12:27 Resources.Cpu: ComparisonOperator is "GreaterThan". Expected one of GreaterThanOrEqualToThreshold, GreaterThanThreshold, LessThanThreshold, LessThanOrEqualToThreshold, LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold, GreaterThanUpperThreshold.
        ComparisonOperator: GreaterThan
                            ^`,
    ],
    [
      alarm.replace('AlarmName: cpu', 'AlarmName: !Reff cpu'),
      `stack.yaml:5:18: "!Reff" is not a CloudFormation function. Expected !Ref, !Sub, !GetAtt, !Join, !If or another of its functions.
        AlarmName: !Reff cpu
                   ^`,
    ],
    [
      alarm.replace('      Statistic: Average\n', ''),
      `stack.yaml:5:7 Resources.Cpu: Statistic is missing. Expected a statistic, or ExtendedStatistic instead.
        AlarmName: cpu
        ^`,
    ],
    [
      '\tResources: {}',
      `stack.yaml:1:1: Tabs are not allowed as indentation. Expected a CloudFormation template in YAML or JSON.
   Resources: {}
  ^`,
    ],
  ])('is refused at the place: %j', (template, message) => {
    expect(failureOf(template)).toBe(message);
  });
});

describe('a template that says more than definitions can', () => {
  it('is read with a note on what is left out', () => {
    const { notes } = readCloudFormation(
      `Resources:
  Alerts:
    Type: AWS::SNS::Topic
    Properties: { TopicName: a, KmsMasterKeyId: alias/aws/sns, FifoTopic: false }
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: r
      EventPattern: { source: [x] }
      Targets: [{ Id: t, Arn: !Ref Alerts, Input: '{}' }]
`,
      'stack.yaml',
      place,
    );
    expect(notes?.map(({ note }) => note)).toEqual([
      'Alerts: FifoTopic and KmsMasterKeyId are left out: definitions have no such property.',
      'Rule: Targets.Input is left out: definitions have no such property.',
    ]);
  });
});

describe('a template that refers to itself', () => {
  it('is read without end by nobody', () => {
    const circular = `Conditions:
  A: !Not [!Condition B]
  B: !Not [!Condition A]
Resources:
  X:
    Type: AWS::SNS::Topic
    Condition: A
    Properties: { TopicName: !Sub '\${Y.TopicName}' }
  Y:
    Type: AWS::SNS::Topic
    Properties: { TopicName: !GetAtt X.TopicName }
`;
    expect(failureOf(circular)).toBe('no failure');
  });
});
