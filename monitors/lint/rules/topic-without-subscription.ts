import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const topicWithoutSubscription: OfflineRule = {
  name: 'topic-without-subscription',
  severity: 'info',
  summary: 'A topic without subscriptions.',
  source: sources.snsSubscriptions,
  *check(context) {
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
};
