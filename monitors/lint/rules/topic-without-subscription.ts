import { offlineRule } from '../rule/make-rule.ts';

export const topicWithoutSubscription = offlineRule(
  'topic-without-subscription',
  function* (context) {
    for (const topic of context.all('topic')) {
      if ((topic.subscriptions ?? []).length > 0) continue;
      yield {
        about: topic,
        summary: 'It has no subscription among the definitions.',
        details:
          'Its messages go nowhere, unless someone subscribed by hand. Email must also be confirmed.',
      };
    }
  },
);
