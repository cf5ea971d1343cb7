import { DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutCompositeAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../definitions/definition.ts';
import { planLines } from './plan/render.ts';
import { definitionSet } from './testing/arbitrary.ts';
import { isWrite } from './testing/fake/faults.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { startFakeAws } from './testing/fake/server.ts';
import { alarm, everything, home, setOf } from './testing/sample.ts';
import type { Session } from './testing/session.ts';
import { openSession } from './testing/session.ts';

/** An account of its own for each test, because accounts remember. */
async function inAccount(work: (session: Session, fake: FakeAws) => Promise<void>): Promise<void> {
  const fake = await startFakeAws();
  const session = openSession(fake.url);
  try {
    await work(session, fake);
  } finally {
    session.connections.close();
    await fake.close();
  }
}

const writes = ({ requests }: FakeAws): string[] =>
  requests.filter(isWrite).map(({ operation, input }) => {
    const names = [input['Name'], input['AlarmName'], input['filterName'], input['DashboardName']];
    const [name = input['AlarmNames'] ?? input['Rule'] ?? ''] = names.filter((text) => text !== undefined);
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

  it('refuses what belongs to another stack, also to take it over', () =>
    inAccount(async (session) => {
      const set = setOf(alarm('a'));
      await session.apply(set, { owner: { stack: 'other', environment: 'test' } });
      expect((await session.plan(set, { adopt: true })).refusals).toEqual([
        {
          subject: 'metric alarm "a" in eu-west-1',
          reason: 'it belongs to stack "other", environment "test"',
          adoptable: false,
        },
      ]);
      expect(await session.apply(setOf())).toEqual([]);
    }));

  it('keeps what others still look at', () =>
    inAccount(async (session) => {
      const set = setOf(alarm('a'), { kind: 'topic', name: 't' });
      await session.apply(set);
      const { cloudwatch } = session.connections.in(home);
      await cloudwatch.send(
        new PutCompositeAlarmCommand({
          AlarmName: 'theirs',
          AlarmRule: 'ALARM(a)',
          AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:t'],
        }),
      );
      expect(planLines(await session.plan(setOf()))).toMatchInlineSnapshot(`
        [
          "! topic "t" in eu-west-1: it is not defined any more, but composite alarm "theirs" in eu-west-1, which is not ours, tells it: define it again, or change the other",
          "! metric alarm "a" in eu-west-1: it is not defined any more, but composite alarm "theirs" in eu-west-1, which is not ours, looks at it: define it again, or change the other",
          "0 to create, 0 to update, 0 to delete, 0 unchanged, 2 refused (stack "booking", environment "test", account 111122223333)",
        ]
      `);
    }));

  it('refuses cycles, rules that look at nothing, and names that are taken', () =>
    inAccount(async (session) => {
      await session.apply(setOf(alarm('was a metric alarm')));
      const composite = (name: string, rule: string) =>
        ({ kind: 'composite-alarm', name, rule }) as const;
      const set = setOf(
        composite('a', 'ALARM(b)'),
        composite('b', 'NOT ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a")'),
        composite('self', 'OK(self)'),
        composite('dangling', 'ALARM(nowhere) OR ALARM("going away")'),
        composite('was a metric alarm', 'TRUE'),
        composite('was a metric alarm', 'FALSE'),
        alarm('tells nobody', { actions: { alarm: [{ topic: 'nobody' }] } }),
        alarm('odd unit', {
          metric: { namespace: 'n', metricName: 'm', stat: 'Sum', period: 60, unit: 'Pitches' },
        }),
      );
      expect(planLines(await session.plan(set))).toMatchInlineSnapshot(`
        [
          "+ composite alarm "b" in eu-west-1",
          "! composite alarm "was a metric alarm" in eu-west-1: it has the name of composite alarm "was a metric alarm" in eu-west-1",
          "! metric alarm "tells nobody" in eu-west-1: it tells topic "nobody", which is not defined in eu-west-1",
          "! metric alarm "odd unit" in eu-west-1: CloudWatch knows no unit "Pitches"",
          "! composite alarm "a" in eu-west-1: it comes back to itself (a -> b -> a): AWS would evaluate none of them, and delete none",
          "! composite alarm "self" in eu-west-1: it comes back to itself (self -> self): AWS would evaluate none of them, and delete none",
          "! composite alarm "dangling" in eu-west-1: it looks at alarm "nowhere", which is neither defined nor there to stay",
          "! composite alarm "was a metric alarm" in eu-west-1: it is there as a metric alarm, and alarms of all kinds share their names: choose another, or delete it first",
          "1 to create, 0 to update, 0 to delete, 0 unchanged, 7 refused (stack "booking", environment "test", account 111122223333)",
        ]
      `);
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
      expect((await session.plan(everything)).changes.map(({ action, key }) => [action, key])).toEqual([
        ['create', `alarm ${home} site down`],
      ]);
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

describe('any definitions', () => {
  let fake: FakeAws;
  let session: Session;
  beforeAll(async () => {
    fake = await startFakeAws({ pageSize: 2 });
    session = openSession(fake.url);
  });
  afterAll(async () => {
    session.connections.close();
    await fake.close();
  });

  test.prop([definitionSet, definitionSet], { numRuns: 12 })(
    'are read back as they were applied, from whatever was there before',
    async (before, after) => {
      fake.account.regions.clear();
      fake.account.dashboards.clear();
      fake.account.tags.clear();
      for (const set of [before, after]) {
        const plan = await session.plan(set);
        // A name may go from an alarm to a composite one, which is refused.
        fc.pre(plan.refusals.length === 0);
        const outcomes = await session.apply(set);
        expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
        expect(await session.plan(set)).toMatchObject({
          changes: [],
          refusals: [],
          unchanged: set.definitions.length,
        });
      }
    },
  );
});
