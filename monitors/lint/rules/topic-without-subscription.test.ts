import { describe, expect, it } from 'vitest';
import { findingsOf, topic } from '../testing/samples.ts';
import { topicWithoutSubscription as rule } from './topic-without-subscription.ts';

describe('topic-without-subscription', () => {
  it('finds a topic without a subscription', () => {
    expect(findingsOf(rule, [topic({ subscriptions: [] })])).toMatchInlineSnapshot(`
      [
        "info topic "pages": It has no subscription among the definitions. Its messages go nowhere, unless someone subscribed by hand. Email must also be confirmed.",
      ]
    `);
  });
  it('accepts a topic with one', () => {
    expect(findingsOf(rule, [topic()])).toEqual([]);
  });
});
