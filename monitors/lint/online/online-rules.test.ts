import { describe, expect, it } from 'vitest';
import type { Definition } from '../../definitions/definition.ts';
import { lintOnline } from '../lint.ts';
import type { Rule } from '../rule/rule.ts';
import { foreignAlarm } from '../rules/foreign-alarm.ts';
import { logGroup } from '../rules/log-group.ts';
import { metricWithoutData } from '../rules/metric-without-data.ts';
import { withAccount, type Holdings } from '../testing/fake-account.ts';
import { alarm, composite, cpu, criticalAlarm, filter, setOf } from '../testing/samples.ts';

function found(
  rule: Rule,
  definitions: readonly Definition[],
  holdings: Holdings,
): Promise<string[]> {
  return withAccount(holdings, async (account) => {
    const set = { ...setOf(definitions), stack: 'booking' };
    const findings = await lintOnline(set, account, { rules: [rule] });
    return findings.map(
      ({ severity, subject, summary, details }) => `${severity} ${subject}: ${summary} ${details}`,
    );
  });
}

describe('log-group', () => {
  const others = { '/ecs/pms-a': 'STANDARD', '/ecs/pms-b': 'STANDARD' } as const;

  it('finds a log group that does not exist, once for all its filters', async () => {
    const filters = [filter(), filter({ name: 'second' })];
    expect(await found(logGroup, filters, { logGroups: others })).toEqual([
      'error metric filter "pms-critical": There is no log group /ecs/pms in eu-south-1. PutMetricFilter rejects it. Create the log group first, or fix its name or region.',
    ]);
  });
  it('finds a log group whose class has no metric filters', async () => {
    const logGroups = { '/ecs/pms': 'INFREQUENT_ACCESS' } as const;
    expect(await found(logGroup, [filter()], { logGroups })).toEqual([
      'error metric filter "pms-critical": Log group /ecs/pms is of class INFREQUENT_ACCESS, which does not support metric filters. Only the Standard class does. The class of a log group cannot be changed: create a new one.',
    ]);
  });
  it('accepts a log group on a later page', async () => {
    const logGroups = { ...others, '/ecs/pms': 'STANDARD' } as const;
    expect(await found(logGroup, [filter()], { logGroups })).toEqual([]);
  });
});

describe('metric-without-data', () => {
  it('finds a metric that is only there with a further dimension, or in another region', async () => {
    const metrics = [{ ...cpu, dimensions: { ...cpu.dimensions, TaskId: '1' } }, cpu];
    expect(await found(metricWithoutData, [alarm()], { metrics: metrics.slice(0, 1) })).toEqual([
      'warning metric alarm "api-cpu": AWS/ECS CPUUtilization {ClusterName=pms, ServiceName=api} had no data in eu-south-1 in the last two weeks. Check its name and the values of its dimensions: the alarm has nothing to look at.',
    ]);
    expect(
      await found(metricWithoutData, [alarm({ region: 'eu-west-1' })], { metrics }),
    ).toHaveLength(1);
  });
  it('only informs about a metric that is published when there is something to count', async () => {
    expect(await found(metricWithoutData, [filter(), criticalAlarm()], {})).toEqual([
      'info metric alarm "pms-critical-lines": Pms Critical had no data in eu-south-1 in the last two weeks. It is published only when there is something to count, so this may be good news: test it once.',
    ]);
  });
  it('accepts a metric on a later page', async () => {
    const further = ['1', '2', '3'].map((TaskId) => ({
      ...cpu,
      dimensions: { ...cpu.dimensions, TaskId },
    }));
    expect(await found(metricWithoutData, [alarm()], { metrics: [...further, cpu] })).toEqual([]);
  });
});

describe('foreign-alarm', () => {
  it('finds alarms that were made by hand, and those of other stacks', async () => {
    const alarms = {
      'api-cpu': {},
      'pms-down': { 'bilancia:owner': 'other', 'bilancia:environment': 'prod' },
    };
    expect(await found(foreignAlarm, [alarm(), composite()], { alarms })).toEqual([
      'warning composite alarm "pms-down": The account already has an alarm of this name, which belongs to stack "other" (prod). `apply` leaves it alone, so this definition would not exist. Choose another name.',
      'warning metric alarm "api-cpu": The account already has an alarm of this name, which was not made by `bilancia monitors apply`. `apply` leaves it alone, so this definition would not exist. Choose another name.',
    ]);
  });
  it("accepts the stack's own alarms, and those that do not exist yet", async () => {
    const alarms = { 'api-cpu': { 'bilancia:owner': 'booking', 'bilancia:environment': 'prod' } };
    expect(await found(foreignAlarm, [alarm(), composite()], { alarms })).toEqual([]);
  });
});
