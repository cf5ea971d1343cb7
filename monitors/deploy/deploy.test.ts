import { DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutCompositeAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../definitions/definition.ts';
import { isWrite } from './testing/fake/faults.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { inAccount } from './testing/in-account.ts';
import { alarm, everything, home, setOf } from '../definitions/testing/sample.ts';

const writes = ({ requests }: FakeAws): string[] =>
  requests.filter(isWrite).map(({ operation, input }) => {
    const names = [input['Name'], input['AlarmName'], input['filterName'], input['DashboardName']];
    const [name = input['AlarmNames'] ?? input['Rule'] ?? ''] = names.filter(
      (text) => text !== undefined,
    );
    return `${operation} ${typeof name === 'string' ? name : JSON.stringify(name)}`.trim();
  });

const without = (set: DefinitionSet, ...names: readonly string[]): DefinitionSet => ({
  ...set,
  definitions: set.definitions.filter(({ name }) => !names.includes(name)),
});

describe('deploying', () => {
  it('creates what others need first, then nothing more', () =>
    inAccount(async (session, fake) => {
      const outcomes = await session.apply(everything);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'done'));
      expect(writes(fake)).toEqual([
        'CreateTopic prod-alerts',
        'SetTopicAttributes',
        'Subscribe',
        'Subscribe',
        'CreateTopic prod-alerts',
        'SetTopicAttributes',
        'PutMetricFilter bilancia/booking/prod/prod-pms-critical',
        'PutMetricFilter bilancia/booking/prod/prod-pms-per-tenant',
        'PutMetricAlarm prod-pms-critical',
        'PutMetricAlarm prod-pms-peak-to-average',
        'PutMetricAlarm prod-alb-latency',
        'PutMetricAlarm prod-alb-requests-band',
        'PutMetricAlarm prod-front-end-errors',
        'PutMetricAlarm prod-nightly-report',
        'PutCompositeAlarm prod-pms',
        'PutCompositeAlarm prod-anything',
        'PutAlarmMuteRule prod-sunday-night',
        'PutRule prod-image-findings',
        'PutTargets prod-image-findings',
        'PutDashboard prod-overview',
      ]);
      fake.forget();
      expect(await session.apply(everything)).toEqual([]);
      expect(writes(fake)).toEqual([]);
      expect(await session.drift(everything)).toEqual({
        drift: [],
        info: [],
        unchanged: everything.definitions.length,
      });
    }));

  it('deletes what looks at others first, and leaves nothing', () =>
    inAccount(async (session, fake) => {
      await session.apply(everything);
      fake.forget();
      const outcomes = await session.apply(setOf(), { regions: ['us-east-1'] });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'done'));
      expect(writes(fake)).toEqual([
        'DeleteDashboards',
        'RemoveTargets prod-image-findings',
        'DeleteRule prod-image-findings',
        'DeleteAlarmMuteRule',
        'DeleteAlarms ["prod-anything"]',
        'DeleteAlarms ["prod-pms"]',
        'DeleteAlarms ["prod-pms-critical"]',
        'DeleteAlarms ["prod-pms-peak-to-average"]',
        'DeleteAlarms ["prod-alb-latency"]',
        'DeleteAlarms ["prod-alb-requests-band"]',
        'DeleteAlarms ["prod-nightly-report"]',
        'DeleteAlarms ["prod-front-end-errors"]',
        'DeleteMetricFilter bilancia/booking/prod/prod-pms-critical',
        'DeleteMetricFilter bilancia/booking/prod/prod-pms-per-tenant',
        'DeleteTopic',
        'DeleteTopic',
      ]);
      const { found } = await session.inspect(setOf(), { regions: ['us-east-1'] });
      expect(found).toEqual([]);
      expect(fake.account.tags.size).toBe(0);
    }));

  it('finds every change that was made by hand, and takes it back', () =>
    inAccount(async (session) => {
      await session.apply(everything);
      const { cloudwatch, sns } = session.connections.in(home);
      await cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: 'prod-pms-critical',
          Namespace: 'Prod/Pms',
          MetricName: 'CriticalLines',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: 100,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
      const TopicArn = 'arn:aws:sns:eu-south-1:012345678901:prod-alerts';
      await sns.send(
        new SetTopicAttributesCommand({
          TopicArn,
          AttributeName: 'DisplayName',
          AttributeValue: 'Mine',
        }),
      );
      await sns.send(
        new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'me@example.com' }),
      );
      const { drift } = await session.drift(everything);
      expect(drift).toMatchInlineSnapshot(`
        [
          {
            "differences": [
              {
                "after": "Alerts of production",
                "before": "Mine",
                "path": "DisplayName",
              },
            ],
            "kind": "changed",
            "reason": "it differs from its definition",
            "subject": "topic "prod-alerts" in eu-south-1",
          },
          {
            "differences": [
              {
                "after": [
                  "arn:aws:sns:eu-south-1:012345678901:prod-alerts",
                ],
                "before": [],
                "path": "AlarmActions",
              },
              {
                "after": "Some line of the PMS is CRITICAL: 100%{sure}. Look at \${log} first.",
                "path": "AlarmDescription",
              },
              {
                "after": "GreaterThanOrEqualToThreshold",
                "before": "GreaterThanThreshold",
                "path": "ComparisonOperator",
              },
              {
                "after": 1,
                "before": 3,
                "path": "DatapointsToAlarm",
              },
              {
                "after": 1,
                "before": 3,
                "path": "EvaluationPeriods",
              },
              {
                "after": [
                  "arn:aws:sns:eu-south-1:012345678901:prod-alerts",
                ],
                "before": [],
                "path": "OKActions",
              },
              {
                "after": 1,
                "before": 100,
                "path": "Threshold",
              },
              {
                "after": "notBreaching",
                "before": "missing",
                "path": "TreatMissingData",
              },
            ],
            "kind": "changed",
            "reason": "it differs from its definition",
            "subject": "metric alarm "prod-pms-critical" in eu-south-1",
          },
        ]
      `);
      await session.apply(everything);
      expect((await session.drift(everything)).drift).toEqual([]);
    }));

  it('never touches what others made, and names it', () =>
    inAccount(async (session, fake) => {
      const { cloudwatch, logs } = session.connections.in(home);
      const theirs = {
        AlarmName: 'prod-pms-critical',
        Namespace: 'Prod/Pms',
        MetricName: 'CriticalLines',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 100,
        ComparisonOperator: 'GreaterThanThreshold',
      } as const;
      await cloudwatch.send(new PutMetricAlarmCommand(theirs));
      await cloudwatch.send(new PutMetricAlarmCommand({ ...theirs, AlarmName: 'other' }));
      await logs.send(
        new PutMetricFilterCommand({
          logGroupName: '/ecs/prod/pms',
          filterName: 'prod-pms-critical',
          filterPattern: 'CRITICAL',
          metricTransformations: [
            { metricNamespace: 'Prod/Pms', metricName: 'x', metricValue: '1' },
          ],
        }),
      );
      const plan = await session.plan(everything);
      expect(plan.refusals).toMatchInlineSnapshot(`
        [
          {
            "adoptable": true,
            "reason": "it already exists, and the stack does not own it",
            "subject": "metric filter "prod-pms-critical" of /ecs/prod/pms in eu-south-1",
          },
          {
            "adoptable": true,
            "reason": "it already exists, and the stack does not own it",
            "subject": "metric alarm "prod-pms-critical" in eu-south-1",
          },
        ]
      `);
      expect((await session.drift(everything)).info).toEqual([]);
      expect(plan.changes.some(({ key }) => key.includes('other'))).toBe(false);

      fake.forget();
      await session.apply(everything, { adopt: true });
      expect((await session.drift(everything)).drift).toEqual([]);
      expect([...(fake.account.regions.get(home)?.metricFilters.keys() ?? [])]).toEqual([
        '/ecs/prod/pms\nbilancia/booking/prod/prod-pms-critical',
        '/ecs/prod/pms\nbilancia/booking/prod/prod-pms-per-tenant',
      ]);
      expect((await session.drift(everything)).info).toEqual([
        'metric alarm "other" in eu-south-1 does not belong to the stack but uses Prod/Pms CriticalLines, as does metric alarm "prod-pms-critical" in eu-south-1.',
      ]);
      await session.apply(setOf(), { regions: ['us-east-1'] });
      expect([...(fake.account.regions.get(home)?.alarms.keys() ?? [])]).toEqual(['other']);
    }));

  it('turns the order of two composite alarms around', () =>
    inAccount(async (session) => {
      const composite = (name: string, rule: string) =>
        ({ kind: 'composite-alarm', name, rule }) as const;
      await session.apply(
        setOf(alarm('x'), composite('a', 'ALARM(b)'), composite('b', 'ALARM(x)')),
      );
      const turned = setOf(alarm('x'), composite('a', 'ALARM(x)'), composite('b', 'ALARM(a)'));
      const outcomes = await session.apply(turned);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      expect((await session.drift(turned)).drift).toEqual([]);
    }));

  it('deletes composite alarms that were made to look at one another', () =>
    inAccount(async (session, fake) => {
      const composite = (name: string, rule: string) =>
        ({ kind: 'composite-alarm', name, rule }) as const;
      await session.apply(setOf(composite('a', 'TRUE'), composite('b', 'ALARM(a)')));
      await session.connections
        .in(home)
        .cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'a', AlarmRule: 'ALARM(b)' }));
      const outcomes = await session.apply(setOf());
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      expect(fake.account.regions.get(home)?.alarms.size).toBe(0);
    }));

  it('plans again what somebody deletes', () =>
    inAccount(async (session) => {
      await session.apply(everything);
      await session.connections
        .in(home)
        .cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['prod-anything'] }));
      expect(
        (await session.plan(everything)).changes.map(({ action, key }) => [action, key]),
      ).toEqual([['create', `alarm ${home} prod-anything`]]);
    }));

  it('deletes only what is not defined any more', () =>
    inAccount(async (session) => {
      await session.apply(everything);
      const smaller = without(everything, 'prod-anything', 'prod-pms-per-tenant', 'prod-overview');
      expect(
        (await session.plan(smaller)).changes.map(({ action, key }) => `${action} ${key}`),
      ).toEqual([
        'delete dashboard prod-overview',
        'delete alarm eu-south-1 prod-anything',
        'delete metric-filter eu-south-1 /ecs/prod/pms bilancia/booking/prod/prod-pms-per-tenant',
      ]);
    }));
});
