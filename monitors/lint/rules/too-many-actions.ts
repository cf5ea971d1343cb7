import { offlineRule } from '../rule/make-rule.ts';

const most = 5;
const longestArn = 1024;

export const tooManyActions = offlineRule('too-many-actions', function* (context) {
  for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')])
    for (const [state, targets = []] of Object.entries(alarm.actions ?? {})) {
      if (targets.length > most)
        yield {
          about: alarm,
          summary: `It has ${targets.length} actions for ${state}; at most ${most} are allowed.`,
          details: 'Use one topic with several subscriptions.',
        };
      for (const target of targets)
        if (
          typeof target === 'string' &&
          !context.isUnknown(target) &&
          (!target.startsWith('arn:') || target.length > longestArn)
        )
          yield {
            about: alarm,
            summary: `Its action "${target.slice(0, 60)}" is not an ARN.`,
            details: `Use an ARN of at most ${longestArn} characters, or { topic: 'name' } for a topic of the definitions.`,
          };
    }
});
