import { offlineRule } from '../rule/make-rule.ts';
import { allTargets } from '../rule/targets.ts';

/** What a composite alarm may tell: topics, functions, and the OpsItems, incidents and investigations of operations. */
const allowed: ReadonlySet<string> = new Set(['sns', 'lambda', 'ssm-incidents', 'aiops']);

export const compositeAction = offlineRule('composite-action', function* (context) {
  for (const { about, target } of allTargets(context)) {
    if (about.kind !== 'composite-alarm' || typeof target !== 'string') continue;
    const [prefix, , service = ''] = target.split(':');
    const isOpsItem = service === 'ssm' && target.includes(':opsitem:');
    if (prefix !== 'arn' || isOpsItem || allowed.has(service)) continue;
    yield {
      about,
      summary: `Its action ${target} is not possible for a composite alarm.`,
      details:
        'Composite alarms can notify SNS topics, Lambda functions and Systems Manager. Move EC2 and Auto Scaling actions to a metric alarm.',
    };
  }
});
