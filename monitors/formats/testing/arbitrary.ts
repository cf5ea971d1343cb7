import { fc } from '@fast-check/vitest';
import type { ActionTarget, Actions } from '../../definitions/base.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import { nameOf } from '../../definitions/definition.ts';
import { arbitraryDefinitions } from '../../definitions/testing/arbitrary.ts';

const home = 'eu-south-1';
const away = 'us-east-1';

/** Characters that some syntax on the way gives a meaning. */
const unit = fc.constantFrom(...Array.from('aZ09-_ $%{}!"\'\\:#,&*[]()|>é\n\t~@`'));

const words = fc.string({ unit, minLength: 1, maxLength: 12 });
const plainName = fc.string({
  unit: fc.constantFrom(...Array.from('abzAZ019-_.')),
  minLength: 1,
  maxLength: 8,
});
const name = fc.oneof({ weight: 3, arbitrary: plainName }, words);

/** What every syntax must carry, though nothing in AWS would take it. */
const of = arbitraryDefinitions({
  name,
  alarmName: name,
  filterName: name,
  word: words,
  text: words,
  pattern: fc.oneof(fc.constant(''), words),
  tagKey: plainName,
  expression: () => words,
  period: fc.constantFrom(10, 60, 300, 3600),
});

const target: fc.Arbitrary<ActionTarget> = fc.constantFrom<ActionTarget>(
  { topic: 'alerts' },
  { topic: 'pager' },
  'arn:aws:sns:eu-south-1:999999999999:elsewhere',
  'arn:aws:lambda:us-east-1:012345678901:function:triage',
);
const targets = fc.uniqueArray(target, {
  minLength: 1,
  maxLength: 3,
  selector: (one) => JSON.stringify(one),
});
const actions: fc.Arbitrary<{ readonly actions?: Actions }> = fc.record(
  {
    actions: fc.record(
      { alarm: targets, ok: targets, insufficientData: targets },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const references = {
  rule: fc.oneof(
    words,
    fc
      .array(plainName, { minLength: 1, maxLength: 3 })
      .map((all) => all.map((one) => `ALARM("${one}")`).join(' OR ')),
  ),
  suppressor: fc.record({
    alarm: name,
    waitPeriod: fc.nat(600),
    extensionPeriod: fc.nat(600),
  }),
};

const others: fc.Arbitrary<Definition> = fc.oneof<fc.Arbitrary<Definition>[]>(
  joined(of.metricAlarm, actions),
  joined(of.compositeAlarm, joined(actions, fc.record(references, { requiredKeys: ['rule'] }))),
  of.metricFilter,
  joined(
    of.muteRule,
    fc.record(
      { alarms: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }) },
      { requiredKeys: [], noNullPrototype: true },
    ),
  ),
  joined(of.eventRule, fc.record({ targets })),
);

/** In either region; dashboards belong to none. */
const placed = fc.oneof<fc.Arbitrary<Definition>[]>(
  joined(
    others,
    fc.record({ region: fc.constantFrom(home, away) }, { requiredKeys: [], noNullPrototype: true }),
  ),
  of.dashboard,
);

function joined<A extends object, B extends object>(
  a: fc.Arbitrary<A>,
  b: fc.Arbitrary<B>,
): fc.Arbitrary<A & B> {
  return fc.tuple(a, b).map(([first, second]) => ({ ...first, ...second }));
}

/** The topics that actions refer to, in both regions. */
const topics = of.topic.map(({ name: _name, ...rest }) =>
  [home, away].flatMap((region) =>
    ['alerts', 'pager'].map((topic): Definition => ({
      ...(region === home ? rest : { kind: 'topic' }),
      name: topic,
      region,
    })),
  ),
);

/** Sets of definitions with names that nothing in AWS would allow, but every syntax must carry. */
export const arbitrarySet: fc.Arbitrary<DefinitionSet> = fc
  .record({
    topics,
    others: fc.uniqueArray(placed, {
      maxLength: 8,
      selector: (definition) => `${definition.region ?? home} ${nameOf(definition)}`,
    }),
  })
  .map(({ topics, others }) => ({
    environment: { name: 'prod', region: home, accountId: '012345678901' },
    definitions: [...topics, ...others],
  }));
