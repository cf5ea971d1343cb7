import { casesOf } from '../testing/rule-cases.ts';
import { filter } from '../testing/samples.ts';
import { ignoredOptionalTerms as rule } from './ignored-optional-terms.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'alternatives beside a term that must be there',
  [filter({ pattern: 'payment ?CRITICAL ?ALERT' })],
  'error metric filter "pms-critical": Its pattern ignores ?CRITICAL and ?ALERT. CloudWatch Logs ignores every term with ? as soon as the pattern has a term without one. Put ? on every term, or use one filter for each alternative.',
);
finds(
  'alternatives beside a term that must not be there',
  [filter({ pattern: '?CRITICAL -healthcheck' })],
  1,
);
accepts('alternatives alone', [filter({ pattern: '?CRITICAL ?ALERT' })]);
