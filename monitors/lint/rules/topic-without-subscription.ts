import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const topicWithoutSubscription: OfflineRule = {
  name: 'topic-without-subscription',
  severity: 'info',
  summary: 'A topic to which nobody is subscribed here.',
  source: sources.snsSubscriptions,
  *check(context) {
    for (const topic of context.all('topic')) {
      if ((topic.subscriptions ?? []).length > 0) continue;
      yield {
        about: topic,
        summary: 'It has no subscription among the definitions.',
        details:
          'What it is told goes nowhere, unless somebody subscribed by hand. E-mail must also be confirmed.',
      };
    }
  },
};
