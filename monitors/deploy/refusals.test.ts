import { PutCompositeAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { planLines } from './plan/render.ts';
import { inAccount } from './testing/in-account.ts';
import { alarm, home, setOf } from '../definitions/testing/sample.ts';

describe('a plan', () => {
  it('refuses what belongs to another stack, also to take it over', () =>
    inAccount(async (session) => {
      const set = setOf(alarm('a'));
      await session.apply(set, { owner: { stack: 'other', environment: 'prod' } });
      expect((await session.plan(set, { adopt: true })).refusals).toEqual([
        {
          subject: 'metric alarm "a" in eu-south-1',
          reason: 'it belongs to stack "other", environment "prod"',
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
          AlarmActions: ['arn:aws:sns:eu-south-1:012345678901:t'],
        }),
      );
      expect(planLines(await session.plan(setOf()))).toEqual([
        '! topic "t" in eu-south-1: it is no longer defined, but composite alarm "theirs" in eu-south-1, which the stack does not own, notifies it: define it again, or change the other',
        '! metric alarm "a" in eu-south-1: it is no longer defined, but composite alarm "theirs" in eu-south-1, which the stack does not own, depends on it: define it again, or change the other',
        '0 to create, 0 to update, 0 to delete, 0 unchanged, 2 refused (stack "booking", environment "prod", account 012345678901)',
      ]);
    }));

  it('refuses cycles, rules that look at nothing, and names that are taken', () =>
    inAccount(async (session) => {
      await session.apply(setOf(alarm('was a metric alarm')));
      const composite = (name: string, rule: string) =>
        ({ kind: 'composite-alarm', name, rule }) as const;
      const set = setOf(
        composite('a', 'ALARM(b)'),
        composite('b', 'NOT ALARM("arn:aws:cloudwatch:eu-south-1:012345678901:alarm:a")'),
        composite('self', 'OK(self)'),
        composite('dangling', 'ALARM(nowhere) OR ALARM("going away")'),
        composite('was a metric alarm', 'TRUE'),
        composite('was a metric alarm', 'FALSE'),
        alarm('tells nobody', { actions: { alarm: [{ topic: 'nobody' }] } }),
        alarm('odd unit', {
          metric: { namespace: 'n', metricName: 'm', stat: 'Sum', period: 60, unit: 'Pitches' },
        }),
      );
      expect(planLines(await session.plan(set))).toEqual([
        '+ composite alarm "b" in eu-south-1',
        '! composite alarm "was a metric alarm" in eu-south-1: it has the same name as composite alarm "was a metric alarm" in eu-south-1',
        '! metric alarm "tells nobody" in eu-south-1: it notifies topic "nobody", which is not defined in eu-south-1',
        '! metric alarm "odd unit" in eu-south-1: CloudWatch has no unit "Pitches"',
        '! composite alarm "a" in eu-south-1: it depends on itself (a -> b -> a): AWS would neither evaluate these alarms nor delete them',
        '! composite alarm "self" in eu-south-1: it depends on itself (self -> self): AWS would neither evaluate these alarms nor delete them',
        '! composite alarm "dangling" in eu-south-1: it depends on alarm "nowhere", which is neither defined nor kept in the account',
        '! composite alarm "was a metric alarm" in eu-south-1: it already exists as a metric alarm, and alarms of all kinds share one set of names: choose another name, or delete it first',
        '1 to create, 0 to update, 0 to delete, 0 unchanged, 7 refused (stack "booking", environment "prod", account 012345678901)',
      ]);
    }));
});
