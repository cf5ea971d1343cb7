import { nameOf, type Definition } from '../../definitions/definition.ts';
import { renderLocation } from '../../../core/source/location.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const duplicateName = offlineRule('duplicate-name', function* (context) {
  const seen = new Map<string, Definition>();
  for (const definition of context.set.definitions) {
    const key = [poolOf(definition), context.regionOf(definition), definition.name].join('\n');
    const first = seen.get(key);
    seen.set(key, first ?? definition);
    if (first === undefined) continue;
    const place = first.origin === undefined ? '' : ` (${renderLocation(first.origin)})`;
    yield {
      about: definition,
      summary: `There is another ${nameOf(first)} in ${context.regionOf(first)}${place}.`,
      details:
        'CloudWatch keeps the one written last. Metric and composite alarms share one set of names.',
    };
  }
});

/** What shares one space of names. Filters of different log groups may have one name on AWS. */
function poolOf(definition: Definition): string {
  switch (definition.kind) {
    case 'metric-alarm':
    case 'composite-alarm':
      return 'alarm';
    case 'metric-filter':
      return `metric-filter ${definition.logGroup}`;
    case 'topic':
    case 'mute-rule':
    case 'event-rule':
    case 'dashboard':
      break;
  }
  return definition.kind;
}
