import { DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutCompositeAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../definitions/definition.ts';
import { isWrite } from './testing/fake/faults.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { inAccount } from './testing/in-account.ts';
import { alarm, everything, home, setOf } from './testing/sample.ts';

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
      expect(writes(fake)).toMatchInlineSnapshot(`
        [
          "CreateTopic on-call",
          "SetTopicAttributes",
          "Subscribe",
          "Subscribe",
          "CreateTopic on-call",
          "SetTopicAttributes",
          "PutMetricFilter bilancia/booking/test/critical",
          "PutMetricFilter bilancia/booking/test/requests by tenant",
          "PutMetricAlarm pms critical",
          "PutMetricAlarm pms peak to average",
          "PutMetricAlarm latency",
          "PutMetricAlarm front end health",
          "PutCompositeAlarm pms trouble",
          "PutCompositeAlarm site down",
          "PutAlarmMuteRule weekly-maintenance",
          "PutRule ecr-findings",
          "PutTargets ecr-findings",
          "PutDashboard booking-test",
        ]
      `);
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
      expect(writes(fake)).toMatchInlineSnapshot(`
        [
          "DeleteDashboards",
          "RemoveTargets ecr-findings",
          "DeleteRule ecr-findings",
          "DeleteAlarmMuteRule",
          "DeleteAlarms ["site down"]",
          "DeleteAlarms ["pms trouble"]",
          "DeleteAlarms ["pms critical"]",
          "DeleteAlarms ["pms peak to average"]",
          "DeleteAlarms ["latency"]",
          "DeleteAlarms ["front end health"]",
          "DeleteMetricFilter bilancia/booking/test/critical",
          "DeleteMetricFilter bilancia/booking/test/requests by tenant",
          "DeleteTopic",
          "DeleteTopic",
        ]
      `);
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
          AlarmName: 'pms critical',
          Namespace: 'PMS',
          MetricName: 'CriticalLines',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 3,
          Threshold: 100,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
      const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:on-call';
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
                "after": "On call",
                "before": "Mine",
                "path": "DisplayName",
              },
            ],
            "kind": "changed",
            "reason": "it is not as defined",
            "subject": "topic "on-call" in eu-west-1",
          },
          {
            "differences": [
              {
                "after": [
                  "arn:aws:sns:eu-west-1:111122223333:on-call",
                ],
                "before": [],
                "path": "AlarmActions",
              },
              {
                "after": "A CRITICAL line of the PMS",
                "path": "AlarmDescription",
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
                  "arn:aws:sns:eu-west-1:111122223333:on-call",
                ],
                "before": [],
                "path": "OKActions",
              },
              {
                "after": 0,
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
            "reason": "it is not as defined",
            "subject": "metric alarm "pms critical" in eu-west-1",
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
        AlarmName: 'pms critical',
        Namespace: 'PMS',
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
          logGroupName: '/ecs/pms',
          filterName: 'critical',
          filterPattern: 'CRITICAL',
          metricTransformations: [{ metricNamespace: 'PMS', metricName: 'x', metricValue: '1' }],
        }),
      );
      const plan = await session.plan(everything);
      expect(plan.refusals).toMatchInlineSnapshot(`
        [
          {
            "adoptable": true,
            "reason": "it is there and not ours",
            "subject": "metric filter "critical" of /ecs/pms in eu-west-1",
          },
          {
            "adoptable": true,
            "reason": "it is there and not ours",
            "subject": "metric alarm "pms critical" in eu-west-1",
          },
        ]
      `);
      expect((await session.drift(everything)).info).toEqual([]);
      expect(plan.changes.some(({ key }) => key.includes('other'))).toBe(false);

      fake.forget();
      await session.apply(everything, { adopt: true });
      expect((await session.drift(everything)).drift).toEqual([]);
      expect([...(fake.account.regions.get(home)?.metricFilters.keys() ?? [])]).toEqual([
        '/ecs/pms\nbilancia/booking/test/critical',
        '/ecs/pms\nbilancia/booking/test/requests by tenant',
      ]);
      expect((await session.drift(everything)).info).toEqual([
        'metric alarm "other" in eu-west-1 is not ours and looks at PMS CriticalLines, as does metric alarm "pms critical" in eu-west-1.',
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
        .cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['site down'] }));
      expect(
        (await session.plan(everything)).changes.map(({ action, key }) => [action, key]),
      ).toEqual([['create', `alarm ${home} site down`]]);
    }));

  it('deletes only what is not defined any more', () =>
    inAccount(async (session) => {
      await session.apply(everything);
      const smaller = without(everything, 'site down', 'critical', 'booking-test');
      expect(
        (await session.plan(smaller)).changes.map(({ action, key }) => `${action} ${key}`),
      ).toEqual([
        'delete dashboard booking-test',
        'delete alarm eu-west-1 site down',
        'delete metric-filter eu-west-1 /ecs/pms bilancia/booking/test/critical',
      ]);
    }));
});
