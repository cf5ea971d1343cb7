import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { childrenOf, findAlarm } from '../alarm-names.ts';
import type { LintContext } from '../context.ts';
import type { OfflineRule } from '../rule.ts';
import { sources } from '../sources.ts';

export const compositeCycle: OfflineRule = {
  name: 'composite-cycle',
  severity: 'error',
  summary: 'Composite alarms that look at one another in a circle.',
  source: sources.putCompositeAlarm,
  *check(context) {
    const reported = new Set<string>();
    for (const composite of context.all('composite-alarm')) {
      const cycle = cycleThrough(context, composite);
      if (cycle === undefined || cycle.some((name) => reported.has(name))) continue;
      for (const name of cycle) reported.add(name);
      yield {
        about: composite,
        summary: `It looks at itself: ${[...cycle, composite.name].map((name) => `"${name}"`).join(' -> ')}.`,
        details:
          'CloudWatch takes it, but then evaluates none of them, and lets none be deleted until one rule is set to ' +
          'FALSE. Leave one link out.',
      };
    }
  },
};

/** Names along the shortest way from a composite alarm back to itself. */
function cycleThrough(context: LintContext, start: CompositeAlarm): readonly string[] | undefined {
  const region = context.regionOf(start);
  const paths: (readonly [CompositeAlarm, ...CompositeAlarm[]])[] = [[start]];
  const seen = new Set<string>();
  for (const path of paths)
    for (const child of childrenOf(path.at(-1) ?? start)) {
      if (child === start.name) return path.map(({ name }) => name);
      const next = findAlarm(context, child, region);
      if (next?.kind !== 'composite-alarm' || seen.has(child)) continue;
      seen.add(child);
      paths.push([...path, next]);
    }
  return undefined;
}
