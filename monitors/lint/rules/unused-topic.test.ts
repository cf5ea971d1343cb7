import { describe, expect, it } from 'vitest';
import { alarm, eventRule, findingsOf, topic } from '../testing/samples.ts';
import { unusedTopic as rule } from './unused-topic.ts';

describe('unused-topic', () => {
  it('finds a topic that nothing uses', () => {
    expect(findingsOf(rule, [topic({ name: 'tickets' }), alarm()])).toMatchInlineSnapshot(`
      [
        "info topic "tickets": Nothing in eu-south-1 notifies it. Use it in an alarm or an event rule of its region, or remove it.",
      ]
    `);
  });
  it('finds a topic that is only used in another region', () => {
    expect(findingsOf(rule, [topic(), alarm({ region: 'us-east-1' })])).toHaveLength(1);
  });
  it('accepts topics of alarms, by name and by ARN, and of event rules', () => {
    const byArn = alarm({ actions: { ok: ['arn:aws:sns:eu-south-1:123456789012:tickets'] } });
    expect(findingsOf(rule, [topic(), eventRule(), topic({ name: 'tickets' }), byArn])).toEqual([]);
  });
});
