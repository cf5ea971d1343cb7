import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { childrenOf } from '../../composite-rule/named-alarms.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const compositeCycle = offlineRule('composite-cycle', function* (context) {
  for (const [first, ...others] of cyclesIn(context)) {
    const names = [first, ...others, first].map(({ name }) => `"${name}"`);
    yield {
      about: first,
      summary: `It depends on itself: ${names.join(' -> ')}.`,
      details:
        'CloudWatch accepts it, but then evaluates none of them and deletes none until one rule is set to ' +
        'FALSE. Remove one link.',
    };
  }
});

type Path = readonly [CompositeAlarm, ...CompositeAlarm[]];

/** A circle for each link that leads back to where a walk through the composite alarms came from. */
function cyclesIn(context: LintContext): readonly Path[] {
  const cycles: Path[] = [];
  const done = new Set<CompositeAlarm>();
  const walk = (composite: CompositeAlarm, path: readonly CompositeAlarm[]): void => {
    const [first, ...others] = path.slice(path.indexOf(composite));
    if (path.includes(composite) && first !== undefined) cycles.push([first, ...others]);
    else if (!done.has(composite)) {
      for (const name of childrenOf(composite)) {
        const child = context.alarmNamed(name, context.regionOf(composite));
        if (child?.kind === 'composite-alarm') walk(child, [...path, composite]);
      }
      done.add(composite);
    }
  };
  for (const composite of context.all('composite-alarm')) walk(composite, []);
  return cycles;
}
