import { fc } from '@fast-check/vitest';
import { printReference } from '../../composite-rule/reference.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import { arbitraryDefinitions } from '../../definitions/testing/arbitrary.ts';
import { setOf } from '../../definitions/testing/sample.ts';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/);

/** What AWS takes. */
const of = arbitraryDefinitions({
  name,
  // Alarms may be called nearly anything.
  alarmName: fc
    .string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 })
    .filter((given) => /^[ -~]+$/.test(given) && given.trim() === given),
  filterName: fc.stringMatching(/^[A-Za-z0-9 ._/#-]{1,20}$/),
  word: name,
  text: fc.stringMatching(/^[ -~]{1,30}$/),
  pattern: fc.string({ maxLength: 20 }),
  tagKey: fc.stringMatching(/^[a-z]{1,8}$/),
  expression: (ids) => fc.constant(ids.join(' + ')),
  period: fc.constantFrom(60, 300, 3600),
});

/** A composite alarm of which only what it looks at is missing. */
const composite = fc
  .record(
    {
      alarm: of.compositeAlarm,
      looksAt: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      suppressedBy: fc.nat(),
    },
    { requiredKeys: ['alarm', 'looksAt'] },
  )
  .map(({ alarm, ...rest }) => ({ ...rest, ...alarm }));

const dashboard = fc
  .record({ board: of.dashboard, tags: of.tags })
  .map(({ board, tags }) => ({ ...board, tags }));

const unique = { selector: ({ name }: { readonly name: string }) => name, maxLength: 4 };

/** Any definitions that fit together: names are unique, references exist, and nothing looks at itself. */
export const definitionSet: fc.Arbitrary<DefinitionSet> = fc
  .record({
    topics: fc.uniqueArray(of.topic, unique),
    filters: fc.uniqueArray(of.metricFilter, unique),
    alarms: fc.uniqueArray(of.metricAlarm, unique),
    composites: fc.uniqueArray(composite, unique),
    muteRules: fc.uniqueArray(of.muteRule, unique),
    eventRules: fc.uniqueArray(of.eventRule, unique),
    dashboards: fc.uniqueArray(dashboard, unique),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
  })
  .map(({ topics, filters, alarms, composites, muteRules, eventRules, dashboards, picks }) => {
    const told = picks.flatMap((at) => pick(topics, at)).map(({ name }) => ({ topic: name }));
    const telling = alarms.map((alarm, at) => ({ ...alarm, actions: { alarm: told.slice(at) } }));
    const names = alarms.map(({ name }) => name);
    const above: CompositeAlarm[] = [];
    for (const { looksAt, suppressedBy, ...rest } of composites) {
      if (names.includes(rest.name)) continue;
      above.push(compositeAlarm(rest, names, looksAt, suppressedBy));
      names.push(rest.name);
    }
    const muted = muteRules.map((rule, at) => ({ ...rule, alarms: names.slice(at, at + 3) }));
    const ruled = eventRules.map((rule, at) => ({ ...rule, targets: told.slice(at, at + 2) }));
    const all: Definition[] = [
      ...above.toReversed(),
      ...muted,
      ...ruled,
      ...telling,
      ...filters,
      ...dashboards,
      ...topics,
    ];
    return setOf(...all);
  });

function compositeAlarm(
  base: Omit<CompositeAlarm, 'rule'>,
  names: readonly string[],
  looksAt: readonly number[],
  suppressedBy: number | undefined,
): CompositeAlarm {
  const children = looksAt.flatMap((at) => pick(names, at));
  const [suppressor] = suppressedBy === undefined ? [] : pick(names, suppressedBy);
  return {
    ...base,
    rule:
      children.length === 0
        ? 'FALSE'
        : children.map((alarm) => `ALARM(${printReference({ alarm, offset: 0 })})`).join(' OR '),
    ...(suppressor === undefined
      ? {}
      : { suppressor: { alarm: suppressor, waitPeriod: 60, extensionPeriod: 60 } }),
  };
}

function pick<T>(items: readonly T[], at: number): T[] {
  const item = items[at % Math.max(1, items.length)];
  return item === undefined ? [] : [item];
}
