import { knownError } from '../../../core/errors.ts';
import { ruleHolds } from '../../composite-rule/evaluate.ts';
import type { Rule } from '../../composite-rule/ast.ts';
import { mixedOperators } from '../../composite-rule/mixed.ts';
import { parseRule } from '../../composite-rule/parse.ts';
import { ruleReferences } from '../../composite-rule/references.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { nameOf } from '../../definitions/definition.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import { evaluationOrder } from '../composite/order.ts';
import { longDate } from '../reasons/dates.ts';
import type { Notes } from './notes.ts';
import type { Change, States } from './states.ts';
import { keyOfReference, type Watched, type WatchedAlarms } from './watched-alarms.ts';

/** The composite alarms of a simulation. */
export interface CompositeAlarms {
  /** Evaluates each for the first time: a new one leaves INSUFFICIENT_DATA here, and never goes back. */
  readonly evaluateFirst: (at: number) => void;
  /** Evaluates those that look at what changed, and those that look at these. */
  readonly evaluateAfter: (changes: readonly Change[], at: number) => void;
  /** The keys of the alarms that made a composite alarm change: AWS's triggering children. */
  readonly triggersOf: (key: string) => readonly string[];
}

interface Composite {
  readonly watched: Watched<CompositeAlarm>;
  readonly rule: Rule;
  readonly children: readonly string[];
}

export function createCompositeAlarms(
  alarms: WatchedAlarms,
  isKnown: (key: string) => boolean,
  wasGiven: (name: string) => boolean,
  states: States,
  notes: Notes,
): CompositeAlarms {
  const composites = new Map(
    alarms.composite.flatMap((watched) => {
      const { name, rule } = watched.alarm;
      if (parseRule(rule).ok || !rule.includes('${')) return [[watched.key, parse(watched)]];
      notes.cannotEvaluate(name, `its rule is not known: ${rule}`);
      return [];
    }),
  );
  const children = new Map([...composites].map(([key, composite]) => [key, composite.children]));
  const { order, stopped } = evaluationOrder(children);
  for (const key of stopped)
    notes.add(
      'It is in a cycle of composite alarms, or depends on one: CloudWatch stops evaluating it.',
      composites.get(key)?.watched.alarm.name,
    );
  for (const { watched, rule } of composites.values())
    if (mixedOperators(rule))
      notes.add(
        'Its rule mixes AND and OR, and AWS documents no precedence. Assumed here: AND binds tighter.',
        watched.alarm.name,
      );
  for (const { watched, children: keys } of composites.values())
    for (const key of new Set(keys))
      if (!composites.has(key) && !isKnown(key))
        notes.add(
          `It depends on "${key.slice(key.indexOf(' ') + 1)}", which is not defined here and is assumed to be in INSUFFICIENT_DATA.`,
          watched.alarm.name,
        );
  const ordered = order.flatMap((key) => composites.get(key) ?? []);
  const triggers = new Map<string, readonly string[]>();

  const evaluate = (
    { watched, rule, children: keys }: Composite,
    at: number,
    reason: (state: string) => string,
    by: readonly string[],
  ): void => {
    const { key, region, alarm } = watched;
    const holds = ruleHolds(rule, (reference) => states.of(keyOfReference(reference, region)));
    const state = holds ? 'ALARM' : 'OK';
    if (states.of(key) === state) return;
    triggers.set(key, by.length === 0 ? keys : by);
    states.set({ key, alarm: alarm.name, at, state, reason: reason(state) });
  };

  return {
    triggersOf: (key) => triggers.get(key) ?? [],
    evaluateFirst(at) {
      for (const composite of ordered) {
        const { arn, alarm } = composite.watched;
        const event = wasGiven(alarm.name) ? 'updated' : 'created';
        evaluate(
          composite,
          at,
          (state) => `${arn} was ${event} and its alarm rule evaluates to ${state}`,
          [],
        );
      }
    },
    evaluateAfter(changes, at) {
      const changed = new Set(changes.map(({ key }) => key));
      for (const composite of ordered) {
        const by = [...new Set(composite.children)].filter((key) => changed.has(key));
        const [first] = by;
        if (first === undefined) continue;
        const before = states.of(composite.watched.key);
        const { region } = composite.watched;
        evaluate(
          composite,
          at,
          () =>
            `${arnOf(first, alarms, composite, region)} transitioned to ${states.of(first)} at ${longDate(at)}`,
          by,
        );
        if (states.of(composite.watched.key) !== before) changed.add(composite.watched.key);
      }
    },
  };
}

/** Of an alarm that is not among the definitions, what the rule calls it. */
function arnOf(key: string, alarms: WatchedAlarms, { rule }: Composite, region: string): string {
  const reference = ruleReferences(rule).find(({ alarm }) => keyOfReference(alarm, region) === key);
  return alarms.byKey.get(key)?.arn ?? reference?.alarm ?? key;
}

function parse(watched: Watched<CompositeAlarm>): Composite {
  const { alarm, region } = watched;
  const parsed = parseRule(alarm.rule);
  if (!parsed.ok)
    throw knownError('bad-text', {
      error: `The rule of ${nameOf(alarm)}, ${renderTextError(parsed.error, alarm.origin)}`,
    });
  const { rule } = parsed;
  const children = ruleReferences(rule).map(({ alarm: name }) => keyOfReference(name, region));
  return { watched, rule, children };
}
