import { expect, it } from 'vitest';
import type { EventRule } from '../../definitions/event-rule.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { eventRule, findingsOf } from '../testing/samples.ts';
import { severityCountInEvent as rule } from './severity-count-in-event.ts';

const { accepts, finds } = casesOf(rule);

const scan = (severities: Record<string, unknown>): EventRule =>
  eventRule({
    eventPattern: { source: ['aws.ecr'], detail: { 'finding-severity-counts': severities } },
  });

finds(
  'a number of findings',
  [scan({ CRITICAL: [1] })],
  'error event rule "image-scan": It matches finding-severity-counts.CRITICAL against [1]. ECR writes the key of a severity only when there are findings, and then their number. Use "CRITICAL": [{ "exists": true }] or [{ "numeric": [">", 0] }].',
);
it('severity-count-in-event finds it within $or, and beside a robust one', () => {
  const pattern = {
    $or: [{ detail: { 'finding-severity-counts': { HIGH: [{ 'anything-but': 0 }] } } }],
  };
  expect(findingsOf(rule, [eventRule({ eventPattern: pattern })])).toHaveLength(1);
  expect(findingsOf(rule, [scan({ HIGH: [{ exists: true }, 2] })])).toHaveLength(1);
});
accepts('exists and numeric', [
  scan({ CRITICAL: [{ exists: true }], HIGH: [{ numeric: ['>', 5] }] }),
]);
