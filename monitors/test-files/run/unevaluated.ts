import type { Timeline } from '../../alarms/timeline.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { bandQuery } from '../../alarms/evaluation/settings.ts';
import { ofKind } from '../../definitions/definition.ts';
import { alarmNames, childrenOf } from '../../play/alarm-names.ts';
import { locationOf } from '../file/part.ts';
import type { Part } from '../file/source.ts';
import type { TestCase } from '../file/test-case.ts';
import type { Failure } from './result.ts';

/**
 * Expectations of alarms of which the test cannot tell anything, whatever it expects: they, or alarms under them, need what
 * only AWS has. An alarm below whose state the test itself gives is known.
 */
export function unevaluated(
  { expect, initial, forced }: TestCase,
  set: DefinitionSet,
  timeline: Timeline,
): Failure[] {
  const given = new Set([...initial, ...forced].map(({ value }) => value.alarm));
  const parts = new Map<string, Part>();
  const all = expect.actions?.list.length === 0 ? alarmNames(set) : [];
  for (const name of all) if (expect.actions !== undefined) parts.set(name, expect.actions.part);
  for (const { value, part } of expect.actions?.list ?? []) parts.set(value.alarm, part);
  for (const { value, part } of expect.states) parts.set(value.alarm, part);
  for (const { alarm } of expect.alarms) parts.set(alarm.value, alarm.part);
  return [...parts].flatMap(([alarm, part]) => {
    const missing = missingFor(alarm, set, timeline, given);
    if (missing === undefined) return [];
    const { name, reason } = missing;
    const who = name === alarm ? 'it' : `"${name}", on which it depends,`;
    const problem = `${who} could not be evaluated: ${reason}. ${remedy(name, set, name === alarm)}`;
    return [{ alarm, problem, location: locationOf(part) }];
  });
}

/** The first alarm that cannot be evaluated, of one and those under it, and why. */
function missingFor(
  alarm: string,
  set: DefinitionSet,
  timeline: Timeline,
  given: ReadonlySet<string>,
): { readonly name: string; readonly reason: string } | undefined {
  const defined = new Set(alarmNames(set));
  const needed = new Set([alarm]);
  for (const name of needed) {
    if (name !== alarm && given.has(name)) continue;
    const reason = defined.has(name)
      ? timeline.unevaluated.get(name)
      : 'it is not among the definitions';
    if (reason !== undefined) return { name, reason };
    for (const child of childrenOf(set, name)) needed.add(child);
  }
  return undefined;
}

/** How a test gives what is missing. */
function remedy(name: string, { definitions }: DefinitionSet, itself: boolean): string {
  const alarm = ofKind(definitions, 'metric-alarm').find((one) => one.name === name);
  const states = 'its state under "states" or "forced"';
  if (alarm === undefined)
    return `Give ${itself ? 'definitions in which its rule is known' : states}`;
  const data =
    bandQuery(alarm) === undefined
      ? 'what the query comes to under "results" (alarm, query, values)'
      : 'its band under "bands" (alarm, lower, upper)';
  return `Give ${data}${itself ? '' : `, or ${states}`}`;
}
