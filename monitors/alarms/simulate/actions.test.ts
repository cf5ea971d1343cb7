import { describe, expect, it } from 'vitest';
import { actions, alarm, begin, composite, errors, published, run } from './testing/given.ts';

const arn = 'arn:aws:sns:eu-south-1:123456789012:team';
const notify = { actions: { alarm: [{ topic: 'team' }], ok: [arn] } };
type ForcedState = readonly [second: number, name: string, state: 'OK' | 'ALARM'];

const forced = (...changes: readonly ForcedState[]) =>
  changes.map(([second, name, state]) => ({ at: begin + second * 1000, alarm: name, state }));

describe('actions', () => {
  it('run on transitions only, to ARNs and topics of the region', () => {
    const timeline = run([alarm('a', notify)], 6, {
      observations: published(0, 1, 1, 1, 0),
      initial: { a: 'OK' },
    });
    expect(actions(timeline)).toEqual(['10:02 a ALARM ran', '10:05 a OK ran']);
    expect(timeline.actions.map(({ action }) => action)).toEqual([arn, arn]);
  });

  it('carry the message that SNS delivers', () => {
    const timeline = run(
      [
        alarm('a', {
          ...notify,
          description: 'Too many errors',
          metric: { ...errors, dimensions: { Task: 't1' } },
        }),
      ],
      3,
      {
        observations: published(0, 1).map((observation) => ({
          ...observation,
          dimensions: { Task: 't1' },
        })),
        initial: { a: 'OK' },
      },
    );
    expect(timeline.actions[0]?.message).toEqual({
      AlarmName: 'a',
      AlarmDescription: 'Too many errors',
      AWSAccountId: '123456789012',
      AlarmConfigurationUpdatedTimestamp: '2026-01-15T10:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (15/01/26 10:01:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).',
      StateChangeTime: '2026-01-15T10:02:00.000+0000',
      Region: 'EU (Milan)',
      AlarmArn: 'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:a',
      OldStateValue: 'OK',
      ActionExecutedAfterMuteWindow: false,
      OKActions: [arn],
      AlarmActions: [arn],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: 'Errors',
        Namespace: 'App',
        StatisticType: 'Statistic',
        Statistic: 'SUM',
        Unit: null,
        Dimensions: [{ value: 't1', name: 'Task' }],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0,
        TreatMissingData: 'notBreaching',
        EvaluateLowSampleCountPercentile: '',
      },
    });
  });

  it('of a composite alarm name the children that made it change', () => {
    const timeline = run([alarm('a'), composite('c', 'ALARM(a)', notify)], 2, {
      observations: published(0, 1),
      initial: { a: 'OK', c: 'OK' },
    });
    expect(timeline.actions[0]?.message).toMatchObject({
      AlarmRule: 'ALARM(a)',
      TriggeringChildren: [
        {
          Arn: 'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:a',
          State: { Value: 'ALARM', Timestamp: '2026-01-15T10:02:00.000+0000' },
        },
      ],
    });
  });

  it('of metric math carry the queries', () => {
    const math = alarm('a', {
      ...notify,
      metric: [
        { id: 'm1', metric: { ...errors, stat: 'p90', unit: 'Count' }, returnData: false },
        { id: 'e1', expression: 'm1 + 1', label: 'sum' },
      ],
    });
    const timeline = run([math], 2, {
      observations: published(1).map((o) => ({ ...o, unit: 'Count' })),
      initial: { a: 'OK' },
    });
    expect(timeline.actions[0]?.message['Trigger']).toEqual({
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
      EvaluateLowSampleCountPercentile: '',
      Metrics: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: { Dimensions: [], MetricName: 'Errors', Namespace: 'App' },
            Period: 60,
            Stat: 'p90',
            Unit: 'Count',
          },
          ReturnData: false,
        },
        { Id: 'e1', Expression: 'm1 + 1', Label: 'sum', ReturnData: true },
      ],
    });
  });

  it('do not run when they are disabled', () => {
    const disabled = alarm('a', { ...notify, actionsEnabled: false });
    expect(actions(run([disabled], 2, { observations: published(1) }))).toEqual([
      '10:00 a OK disabled',
      '10:01 a ALARM disabled',
    ]);
  });

  it('do not run during warm-up', () => {
    const warming = alarm('a', { ...notify, warmUp: { minutes: 5 } });
    const timeline = run([warming], 4, { forced: forced([90, 'a', 'ALARM']) });
    expect(actions(timeline)).toEqual(['10:01:30 a ALARM warming-up']);
  });

  it('of Auto Scaling are repeated each minute', () => {
    const policy =
      'arn:aws:autoscaling:eu-south-1:123456789012:scalingPolicy:x:resource/ecs/service/prod/pms:policyName/out';
    const scaling = alarm('a', { actions: { alarm: [policy, arn] } });
    const timeline = run([scaling], 5, { observations: published(0, 1, 1, 0) });
    expect(
      timeline.actions.map(
        ({ at, action }) => `${(at - begin) / 60_000} ${action === policy ? 'scale' : 'notify'}`,
      ),
    ).toEqual(['2 scale', '2 notify', '3 scale']);
  });

  it('that are muted run after the window, if the alarm is still in that state', () => {
    const mute = {
      kind: 'mute-rule',
      name: 'm',
      schedule: 'at(2026-01-15T10:01)',
      duration: 'PT2M',
      alarms: ['a'],
    } as const;
    const overlapping = { ...mute, name: 'n', schedule: 'at(2026-01-15T10:02)', duration: 'PT3M' };
    const lasting = run([alarm('a', notify), mute, overlapping], 8, {
      observations: published(0, 1, 1, 1, 1, 1, 1, 1),
      initial: { a: 'OK' },
    });
    expect(actions(lasting)).toEqual(['10:02 a ALARM muted', '10:05 a ALARM ran']);
    expect(lasting.actions.map(({ message }) => message['ActionExecutedAfterMuteWindow'])).toEqual([
      false,
      true,
    ]);
    const short = run([alarm('a', { actions: { alarm: [arn] } }), mute], 8, {
      observations: published(1, 0),
      initial: { a: 'OK' },
    });
    expect(actions(short)).toEqual(['10:01 a ALARM muted']);
  });

  it('of a composite alarm wait for its suppressor', () => {
    const suppressed = composite('c', 'ALARM(a)', {
      ...notify,
      suppressor: { alarm: 's', waitPeriod: 120, extensionPeriod: 180 },
    });
    const initial = { a: 'OK', s: 'OK', c: 'OK' } as const;
    const play = (...changes: readonly ForcedState[]) =>
      actions(run([suppressed], 15, { initial, forced: forced(...changes) }));
    expect(play([120, 'a', 'ALARM'])).toEqual(['10:02 c ALARM suppressed', '10:04 c ALARM ran']);
    expect(play([120, 'a', 'ALARM'], [180, 's', 'ALARM'])).toEqual(['10:02 c ALARM suppressed']);
    expect(play([120, 'a', 'ALARM'], [180, 'a', 'OK'])).toEqual([
      '10:02 c ALARM suppressed',
      '10:03 c OK suppressed',
      '10:05 c OK ran',
    ]);
    expect(play([120, 'a', 'ALARM'], [180, 's', 'ALARM'], [360, 's', 'OK'])).toEqual([
      '10:02 c ALARM suppressed',
      '10:09 c ALARM ran',
    ]);
    expect(
      play([120, 'a', 'ALARM'], [180, 's', 'ALARM'], [360, 's', 'OK'], [420, 'a', 'OK']),
    ).toEqual(['10:02 c ALARM suppressed', '10:07 c OK suppressed', '10:09 c OK ran']);
  });

  it('that are muted when a suppression begins wait for its end', () => {
    const c = composite('c', 'ALARM(a)', {
      ...notify,
      suppressor: { alarm: 's', waitPeriod: 0, extensionPeriod: 60 },
    });
    const mute = {
      kind: 'mute-rule',
      name: 'm',
      schedule: 'at(2026-01-15T10:01)',
      duration: 'PT2M',
      alarms: ['c'],
    } as const;
    const timeline = run([c, mute], 10, {
      initial: { a: 'OK', s: 'OK', c: 'OK' },
      forced: forced([90, 'a', 'ALARM'], [150, 's', 'ALARM'], [240, 's', 'OK']),
    });
    expect(actions(timeline)).toEqual(['10:01:30 c ALARM muted', '10:05 c ALARM ran']);
  });
});
