import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, eventRule, findingsOf, topic } from '../testing/samples.ts';
import { topicInAnotherRegion as rule } from './topic-in-another-region.ts';

const { accepts, finds } = casesOf(rule);

it('topic-in-another-region finds a topic of another region', () => {
  const cdn = alarm({ name: 'cdn', region: 'us-east-1' });
  expect(findingsOf(rule, [topic(), cdn])).toEqual([
    'error metric alarm "cdn": It is in us-east-1, but notifies topic "pages", which is in eu-south-1. CloudWatch and EventBridge reach only topics of their own region. Add the topic to us-east-1.',
  ]);
});
finds(
  'an ARN of another region, in any state',
  [alarm({ actions: { ok: ['arn:aws:sns:us-east-1:123456789012:pages'] } })],
  'error metric alarm "api-cpu": It is in eu-south-1, but notifies arn:aws:sns:us-east-1:123456789012:pages, a topic in us-east-1. CloudWatch and EventBridge reach only topics of their own region. Create a topic there.',
);
it('topic-in-another-region finds a topic that is not defined, also of a composite and an event rule', () => {
  const composed = composite({ actions: { alarm: [{ topic: 'page' }] } });
  const scanned = eventRule({ targets: [{ topic: 'page' }] });
  expect(findingsOf(rule, [topic(), composed, scanned])).toEqual([
    'error composite alarm "pms-down": It notifies topic "page", which is not defined. Did you mean "pages"? Define it, or use the ARN of a topic that another owner manages.',
    'error event rule "image-scan": It notifies topic "page", which is not defined. Did you mean "pages"? Define it, or use the ARN of a topic that another owner manages.',
  ]);
});
accepts('topics of the same region, and other actions', [
  topic(),
  alarm({
    actions: {
      alarm: [
        { topic: 'pages' },
        'arn:aws:sns:eu-south-1:999999999999:theirs',
        'arn:aws:lambda:eu-south-1:123456789012:function:f',
      ],
    },
  }),
]);
