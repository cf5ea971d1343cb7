import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf, heartbeat } from '../testing/samples.ts';
import { logHeartbeat as rule } from './log-heartbeat.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a log group without a heartbeat, once',
  [filter(), filter({ name: 'second' })],
  'info metric filter "pms-critical": Nothing notices when /ecs/pms stops receiving lines. A dead application writes no errors, so every alarm on its metric filters stays OK. Add an alarm on AWS/Logs IncomingLogEvents of the log group, <= 0, with missing data breaching.',
);
it('log-heartbeat takes an alarm on too many lines for none', () => {
  const flood = heartbeat({ comparisonOperator: 'GreaterThanThreshold' });
  expect(findingsOf(rule, [filter(), flood])).toHaveLength(1);
});
accepts('a log group with a heartbeat', [filter(), heartbeat()]);
