import { expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { highCardinalityDimension as rule } from './high-cardinality-dimension.ts';

it.each([
  ['ClientIp', '$.client_ip'],
  ['Request', '$requestId'],
  ['Session', '$.extra.session_id'],
  ['Page', '$.context.url'],
  ['Who', '$.user'],
  ['Key', '$.requestid'],
  ['Task', '$.taskId'],
  ['Order', '$.order_number'],
  ['IPAddress', ''],
])('high-cardinality-dimension finds %s, of %s', (name, value) => {
  const wrong = filter({ pattern: '{ $.level >= 500 }' }, { dimensions: { [name]: value } });
  expect(findingsOf(rule, [wrong])).toHaveLength(1);
});
it('high-cardinality-dimension says what happens', () => {
  const wrong = filter(
    { pattern: '{ $.level >= 500 }' },
    { dimensions: { ClientIp: '$.client_ip' } },
  );
  expect(findingsOf(rule, [wrong])).toEqual([
    'warning metric filter "pms-critical": Dimension ClientIp ($.client_ip) may take a new value with every request or visitor. Each value is a separate metric with its own cost, and 1,000 different values within an hour may disable the filter. Count without it and look the values up with Logs Insights.',
  ]);
});
it.each([
  ['Channel', '$.channel'],
  ['Ship', '$.ship'],
  ['UserType', '$.user_type'],
  ['RequestMethod', '$.request_method'],
  ['Tenant', '$.tenant_id'],
])('high-cardinality-dimension accepts %s, of %s', (name, value) => {
  const right = filter({ pattern: '{ $.level >= 500 }' }, { dimensions: { [name]: value } });
  expect(findingsOf(rule, [right])).toEqual([]);
});
