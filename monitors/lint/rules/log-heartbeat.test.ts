import { describe, expect, it } from 'vitest';
import { filter, findingsOf, heartbeat } from '../testing/samples.ts';
import { logHeartbeat as rule } from './log-heartbeat.ts';

describe('log-heartbeat', () => {
  it('finds a log group without a heartbeat, once', () => {
    expect(findingsOf(rule, [filter(), filter({ name: 'second' })])).toMatchInlineSnapshot(`
      [
        "info metric filter "pms-critical": Nothing notices when /ecs/pms stops receiving lines. A dead application writes no errors, so every alarm on its metric filters stays OK. Add an alarm on AWS/Logs IncomingLogEvents of the log group, <= 0, with missing data breaching.",
      ]
    `);
  });
  it('takes an alarm on too many lines for none', () => {
    const flood = heartbeat({ comparisonOperator: 'GreaterThanThreshold' });
    expect(findingsOf(rule, [filter(), flood])).toHaveLength(1);
  });
  it('accepts a log group with a heartbeat', () => {
    expect(findingsOf(rule, [filter(), heartbeat()])).toEqual([]);
  });
});
