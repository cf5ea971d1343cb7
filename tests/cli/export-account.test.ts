import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startFakeAws } from '../../monitors/deploy/testing/fake/server.ts';
import { openSession } from '../../monitors/deploy/testing/session.ts';
import { bilancia } from './run-command-line.ts';

describe('bilancia monitors export', () => {
  it('writes what a team made by hand in an account as Terraform', async () => {
    const aws = await startFakeAws();
    const session = openSession(aws.url);
    try {
      await session.connections.in('eu-south-1').cloudwatch.send(
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
      const environment = {
        AWS_ENDPOINT_URL: aws.url,
        AWS_ACCESS_KEY_ID: 'AKIDTEST',
        AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      };
      const command = ['monitors', 'export', 'terraform', 'account:eu-south-1'];
      const ended = await bilancia(command, environment, tmpdir());
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(JSON.parse(ended.stdout)).toMatchObject({
        resource: {
          aws_cloudwatch_metric_alarm: {
            cpu: { alarm_name: 'cpu', namespace: 'AWS/ECS', threshold: 80 },
          },
        },
      });
    } finally {
      session.connections.close();
      await aws.close();
    }
  });
});
