// @module-tag needs/python-programs
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { MotoServer } from '../../tests/outside-tools/moto.ts';
import { startMoto } from '../../tests/outside-tools/moto.ts';
import { everything, home, setOf } from '../definitions/testing/sample.ts';
import type { Session } from './testing/session.ts';
import { openSession } from './testing/session.ts';

/** moto lacks composite alarms, mute rules, wall clocks, warm-up, tags of dashboards and transformed logs. */
function offered(definition: Definition): Definition[] {
  if (definition.kind === 'composite-alarm' || definition.kind === 'mute-rule') return [];
  if (definition.kind === 'metric-filter')
    return [{ ...definition, applyOnTransformedLogs: false }];
  if (definition.kind !== 'metric-alarm') return [definition];
  const { wallClock: _wallClock, warmUp: _warmUp, ...rest } = definition;
  return [rest];
}

const some: DefinitionSet = {
  ...everything,
  environment: { ...everything.environment, accountId: '123456789012' },
  definitions: everything.definitions.flatMap(offered),
};
const notRead = (region: string): string =>
  `The mute rules in ${region} were not read: The endpoint does not offer cloudwatch:ListAlarmMuteRules in ${region}: it answers 500 with a page.`;

const nothing = { ...some, definitions: [] };

describe('on moto', () => {
  let server: MotoServer;
  let session: Session;

  beforeAll(async () => {
    server = await startMoto();
    session = openSession(server.url);
    await session.connections
      .in(home)
      .logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/prod/pms' }));
  });
  afterAll(async () => {
    session.connections.close();
    await server.close();
  });

  it('definitions are applied, changed by hand, applied again and deleted', async () => {
    const first = await session.apply(some);
    expect(first.map((outcome) => [outcome.change.key, outcome.outcome])).toEqual(
      first.map(({ change }) => [change.key, 'done']),
    );
    expect(first).toHaveLength(some.definitions.length);
    expect(await session.apply(some)).toEqual([]);
    expect(await session.drift(some)).toEqual({
      drift: [],
      info: ['eu-south-1', 'us-east-1'].map(notRead),
      unchanged: some.definitions.length,
    });

    await session.connections.in(home).cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'prod-pms-critical',
        Namespace: 'Prod/Pms',
        MetricName: 'CriticalLines',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 100,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      }),
    );
    const { drift } = await session.drift(some);
    expect(
      drift.map(({ subject, differences }) => [subject, differences.map(({ path }) => path)]),
    ).toEqual([
      [
        'metric alarm "prod-pms-critical" in eu-south-1',
        ['AlarmActions', 'AlarmDescription', 'ComparisonOperator', 'OKActions', 'Threshold'],
      ],
    ]);
    await session.apply(some);
    expect((await session.drift(some)).drift).toEqual([]);

    await session.apply(nothing, { regions: ['us-east-1'] });
    const { found } = await session.inspect(nothing, { regions: ['us-east-1'] });
    expect(found).toMatchObject([{ key: 'dashboard prod-overview', owner: undefined }]);
  });

  it('what moto lacks is said, and does not keep back the rest', async () => {
    const composite = { kind: 'composite-alarm', name: 'c', rule: 'TRUE' } as const;
    const topic = { kind: 'topic', name: 't' } as const;
    const set = { ...setOf(composite, topic), environment: some.environment };
    const outcomes = await session.apply(set);
    expect(
      outcomes.map((outcome) =>
        outcome.outcome === 'failed' ? outcome.failure.message : outcome.outcome,
      ),
    ).toEqual([
      'done',
      'The endpoint does not offer cloudwatch:PutCompositeAlarm in eu-south-1: it answers 500 with a page.',
    ]);
    expect((await session.plan(set)).notes).toEqual([notRead('eu-south-1')]);
  });
});
