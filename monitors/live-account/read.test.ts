import { PutCompositeAlarmCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../definitions/definition.ts';
import { definedFilterName } from '../deploy/resource/ownership.ts';
import { inAccount } from '../deploy/testing/in-account.ts';
import { normal } from '../formats/testing/normal.ts';
import { everything } from '../definitions/testing/sample.ts';
import { readAccount } from './read.ts';

/** Without what an owner leaves on its resources. */
function unowned(definition: Definition): Definition {
  const tags = Object.entries(definition.tags ?? {}).filter(
    ([key]) => !key.startsWith('bilancia:'),
  );
  return {
    ...definition,
    name: definedFilterName(definition.name),
    tags: Object.fromEntries(tags),
  };
}

describe('a live account', () => {
  it('gives the definitions that were applied to it, of all regions that are asked for', async () => {
    await inAccount(async (session) => {
      const outcomes = await session.apply(everything);
      expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
      const read = await readAccount(session.connections, {
        regions: ['eu-south-1', 'us-east-1'],
        environment: 'prod',
      });
      expect(read.environment).toEqual(everything.environment);
      expect(normal({ ...read, definitions: read.definitions.map(unowned) })).toEqual(
        normal(everything),
      );
      expect(read.notes).toEqual([]);
    });
  });

  it('gives what others made there too, and says what it cannot say', async () => {
    await inAccount(async (session) => {
      const { cloudwatch, events } = session.connections.in('eu-south-1');
      await cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: 'cpu',
          Namespace: 'AWS/ECS',
          MetricName: 'CPUUtilization',
          Statistic: 'Average',
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: 80,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
      await cloudwatch.send(
        new PutCompositeAlarmCommand({ AlarmName: 'any', AlarmRule: 'ALARM(cpu)' }),
      );
      await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' }));
      await events.send(
        new PutRuleCommand({ Name: 'scans', EventPattern: '{"source":["aws.ecr"]}' }),
      );
      const Arn = 'arn:aws:lambda:eu-south-1:012345678901:function:triage';
      await events.send(
        new PutTargetsCommand({ Rule: 'scans', Targets: [{ Id: 't', Arn, Input: '{}' }] }),
      );
      const read = await readAccount(session.connections, { regions: ['eu-south-1'] });
      expect(read.definitions).toEqual([
        {
          kind: 'metric-alarm',
          name: 'cpu',
          metric: {
            namespace: 'AWS/ECS',
            metricName: 'CPUUtilization',
            stat: 'Average',
            period: 60,
          },
          comparisonOperator: 'GreaterThanThreshold',
          threshold: 80,
          evaluationPeriods: 3,
          origin: {
            file: 'account 012345678901',
            address: 'arn:aws:cloudwatch:eu-south-1:012345678901:alarm:cpu',
          },
        },
        expect.objectContaining({ kind: 'composite-alarm', name: 'any', rule: 'ALARM(cpu)' }),
        expect.objectContaining({ kind: 'event-rule', name: 'scans', targets: [Arn] }),
      ]);
      expect(read.notes).toEqual([
        {
          note: 'The event rule "nightly" in eu-south-1 is left out: it runs on a schedule, not on events.',
        },
        {
          note: 'The event rule "scans" in eu-south-1: Targets.Input is left out: definitions have no such property.',
        },
      ]);
    });
  });
});
