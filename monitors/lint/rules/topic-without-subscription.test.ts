import { casesOf } from '../testing/rule-cases.ts';
import { topic } from '../testing/samples.ts';
import { topicWithoutSubscription as rule } from './topic-without-subscription.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a topic without a subscription',
  [topic({ subscriptions: [] })],
  'info topic "pages": It has no subscription among the definitions. Its messages go nowhere, unless someone subscribed by hand. Email must also be confirmed.',
);
accepts('a topic with one', [topic()]);
