import { offlineRule } from '../rule/make-rule.ts';
import { allTargets } from '../rule/targets.ts';

export const unusedTopic = offlineRule('unused-topic', function* (context) {
  const told = [...allTargets(context)];
  // What is not known may be any topic.
  const isUnknown = ({ target }: (typeof told)[number]): boolean =>
    typeof target === 'string' && context.isUnknown(target);
  if (told.some(isUnknown)) return;
  for (const topic of context.all('topic')) {
    const region = context.regionOf(topic);
    const used = told.some(({ about, target }) =>
      typeof target === 'string'
        ? target.endsWith(`:${topic.name}`) && target.includes(`:sns:${region}:`)
        : target.topic === topic.name && context.regionOf(about) === region,
    );
    if (used) continue;
    yield {
      about: topic,
      summary: `Nothing in ${region} notifies it.`,
      details: 'Use it in an alarm or an event rule of its region, or remove it.',
    };
  }
});
