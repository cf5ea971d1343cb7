import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { replicaLagMaximum as rule } from './replica-lag-maximum.ts';

describe('replica-lag-maximum', () => {
  it('finds an alarm on the maximum', () => {
    expect(
      findingsOf(rule, [
        alarm({}, { namespace: 'AWS/RDS', metricName: 'AuroraReplicaLagMaximum' }),
      ]),
    ).toMatchInlineSnapshot(`
      [
        "info metric alarm "api-cpu": AWS/RDS AuroraReplicaLagMaximum jumps when a replica is deleted or renamed. AWS advises AuroraReplicaLag of each reader instead, for alarms.",
      ]
    `);
  });
  it('accepts the lag of a reader', () => {
    expect(
      findingsOf(rule, [alarm({}, { namespace: 'AWS/RDS', metricName: 'AuroraReplicaLag' })]),
    ).toEqual([]);
  });
});
