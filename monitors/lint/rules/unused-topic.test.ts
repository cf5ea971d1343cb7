import { casesOf } from '../testing/rule-cases.ts';
import { alarm, eventRule, topic } from '../testing/samples.ts';
import { unusedTopic as rule } from './unused-topic.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a topic that nothing uses',
  [topic({ name: 'tickets' }), alarm()],
  'info topic "tickets": Nothing in eu-south-1 notifies it. Use it in an alarm or an event rule of its region, or remove it.',
);
finds('a topic that is only used in another region', [topic(), alarm({ region: 'us-east-1' })], 1);
accepts('topics of alarms, by name and by ARN, and of event rules', [
  topic(),
  eventRule(),
  topic({ name: 'tickets' }),
  alarm({ actions: { ok: ['arn:aws:sns:eu-south-1:123456789012:tickets'] } }),
]);
