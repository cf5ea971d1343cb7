import { expect, it } from 'vitest';
import { planChanges } from '../deploy/plan/plan-changes.ts';
import { readCloudFormation } from '../formats/cloudformation/read/read.ts';
import { lint } from './lint.ts';

const template = `
Parameters:
  TopicArn: { Type: String }
  Namespace: { Type: String }
  Pattern: { Type: String }
  Child: { Type: String }
  Period: { Type: Number }
Resources:
  Lines:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterName: critical
      LogGroupName: !ImportValue log-group
      FilterPattern: !Ref Pattern
      MetricTransformations:
        - { MetricName: Critical, MetricNamespace: !Ref Namespace, MetricValue: '1' }
  Critical:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: critical
      AlarmDescription: The application writes CRITICAL lines. Read them first.
      Namespace: !Ref Namespace
      MetricName: Critical
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [!Ref TopicArn, !ImportValue pager, !GetAtt Elsewhere.Arn]
  LeftOut:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: left-out
      Namespace: !Ref Namespace
      MetricName: Critical
      Statistic: Sum
      Period: !Ref Period
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
  Down:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmName: down
      AlarmDescription: Guests see errors. Look at the load balancer first.
      AlarmRule: !Sub ALARM(critical) AND ALARM(left-out) AND ALARM(\${Child})
      ActionsSuppressor: !ImportValue maintenance
      ActionsSuppressorWaitPeriod: 60
      ActionsSuppressorExtensionPeriod: 60
      AlarmActions: [!Ref TopicArn]
`;

const options = { region: 'eu-south-1', accountId: '123456789012' };
const set = readCloudFormation(template, 'team.yaml', options);

it('holds nothing against a value that the template does not tell', () => {
  expect(lint(set).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    'info log-heartbeat',
  ]);
});

it('holds the same against a text that stands for nothing', () => {
  const { placeholders: _none, external: _neither, ...taken } = set;
  const errors = lint(taken).filter(({ severity }) => severity === 'error');
  expect(new Set(errors.map(({ rule }) => rule))).toEqual(
    new Set(['filter-names', 'filter-pattern-syntax', 'too-many-actions', 'unknown-alarm']),
  );
});

it('lets no text that stands for a value reach an account', () => {
  const account = { accountId: '123456789012', regions: ['eu-south-1'], found: [], unread: [] };
  const { changes, refusals } = planChanges(set, account, {
    owner: { stack: 'team', environment: 'imported' },
  });
  expect(changes).toEqual([]);
  expect(refusals.map(({ subject, reason }) => `${subject}: ${reason}`)).toContain(
    'metric filter "critical" of ${ImportValue log-group} in eu-south-1: it needs ${ImportValue log-group}, a value that is unknown until its own tool deploys it',
  );
});
