import { nearest } from '../../../core/nearest.ts';
import type { Topic } from '../../definitions/topic.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { allTargets } from '../rule/targets.ts';
import { listed } from '../rule/watched.ts';

export const topicInAnotherRegion = offlineRule('topic-in-another-region', function* (context) {
  for (const { about, target } of allTargets(context)) {
    const region = context.regionOf(about);
    if (typeof target === 'string') {
      const [, , service, other] = target.split(':');
      if (service !== 'sns' || other === region || !context.isPlaced(about)) continue;
      yield {
        about,
        summary: `It is in ${region}, but notifies ${target}, a topic in ${other ?? 'no region'}.`,
        details:
          'CloudWatch and EventBridge reach only topics of their own region. Create a topic there.',
      };
      continue;
    }
    const named = context.all('topic').filter(({ name }) => name === target.topic);
    if (named.some((topic) => context.regionOf(topic) === region)) continue;
    const elsewhere = listed(
      named.map((topic) => context.regionOf(topic)),
      'or',
    );
    yield {
      about,
      summary:
        named.length === 0
          ? `It notifies topic "${target.topic}", which is not defined.`
          : `It is in ${region}, but notifies topic "${target.topic}", which is in ${elsewhere}.`,
      details:
        named.length === 0
          ? unknownTopic(context.all('topic'), target.topic)
          : `CloudWatch and EventBridge reach only topics of their own region. Add the topic to ${region}.`,
    };
  }
});

function unknownTopic(topics: readonly Topic[], given: string): string {
  const meant = nearest(
    given,
    topics.map(({ name }) => name),
  );
  return `${meant === undefined ? '' : `Did you mean "${meant}"? `}Define it, or use the ARN of a topic that another owner manages.`;
}
