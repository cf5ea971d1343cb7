import type { DefinitionSet } from '../../definitions/definition.ts';
import type { Expectations } from '../file/test-case.ts';
import { childrenOf } from '../../play/alarm-names.ts';

/** The alarms that a test expects something of, by name. */
export function expectedAlarms({ alarms, states, actions }: Expectations): Set<string> {
  return new Set([
    ...alarms.map(({ alarm }) => alarm.value),
    ...states.map(({ value }) => value.alarm),
    ...(actions?.list ?? []).map(({ value }) => value.alarm),
  ]);
}

/** The definitions without alarms that have no part in what a test expects: to play the others again is cheaper. */
export function relevantTo(expect: Expectations, set: DefinitionSet): DefinitionSet {
  // An empty list of actions is about all alarms.
  if (expect.actions?.list.length === 0) return set;
  const needed = expectedAlarms(expect);
  // A set goes on over what is added to it meanwhile: the alarms under the alarms under an alarm.
  for (const name of needed) for (const child of childrenOf(set, name)) needed.add(child);
  const definitions = set.definitions.filter(
    ({ kind, name }) =>
      !(kind === 'metric-alarm' || kind === 'composite-alarm') || needed.has(name),
  );
  return { ...set, definitions };
}
