import { queriesOf } from '../../alarms/evaluation/settings.ts';
import { isMathAlarm } from '../../definitions/metric-alarm.ts';
import { nearest } from '../../../core/nearest.ts';
import { type DefinitionSet, ofKind } from '../../definitions/definition.ts';
import { metricKey, metricTitle } from '../../metrics/identity.ts';
import { refuse } from '../file/part.ts';
import type { Part } from '../file/source.ts';
import type { MathCase, Placed, SeriesInput, TestCase } from '../file/test-case.ts';
import { alarmNames, childrenOf } from '../../play/alarm-names.ts';
import { searchesMetrics, watchedMetrics } from '../../play/watched.ts';

/**
 * Makes sure that a test is about what the definitions hold: a slip in a name would let it pass for nothing.
 * @throws bad-text naming the place in the test file
 */
export function checkNames(test: TestCase, set: DefinitionSet): void {
  const alarms = alarmNames(set);
  const others = [...new Set([...alarms, ...referencedAlarms(set)])];
  for (const { alarm } of test.expect.alarms) known(alarm.part, alarm.value, alarms, 'alarm');
  for (const { value, part } of test.expect.states) known(part, value.alarm, alarms, 'alarm');
  for (const { value, part } of test.expect.actions?.list ?? [])
    known(part, value.alarm, alarms, 'alarm');
  for (const { value, part } of [...test.initial, ...test.forced])
    known(part, value.alarm, others, 'alarm');
  for (const { alarm } of test.bands)
    known(alarm.part, alarm.value, bandAlarms(set), 'anomaly alarm');
  for (const { alarm, query } of test.results) {
    known(alarm.part, alarm.value, mathAlarms(set), 'alarm on metric math');
    known(query.part, query.value, queryIds(set, alarm.value), 'query');
  }
  const groups = logGroups(set);
  for (const { group } of test.logs) known(group.part, group.value, groups, 'log group');
  for (const series of test.series) checkSeries(series, set);
}

/** The same for a test of a query: the alarm, the query, and each id of a series. @throws bad-text */
export function checkMathNames(
  { alarm, query }: { readonly alarm: Placed<string>; readonly query: Placed<string> },
  series: MathCase['series'],
  set: DefinitionSet,
): void {
  known(alarm.part, alarm.value, mathAlarms(set), 'alarm on metric math');
  const ids = queryIds(set, alarm.value);
  known(query.part, query.value, ids, 'query');
  for (const { id } of series) known(id.part, id.value, ids, 'query');
}

function referencedAlarms(set: DefinitionSet): string[] {
  return ofKind(set.definitions, 'composite-alarm').flatMap(({ name }) => childrenOf(set, name));
}

function bandAlarms({ definitions }: DefinitionSet): string[] {
  return ofKind(definitions, 'metric-alarm')
    .filter(({ threshold }) => typeof threshold !== 'number')
    .map(({ name }) => name);
}

function mathAlarms({ definitions }: DefinitionSet): string[] {
  return ofKind(definitions, 'metric-alarm')
    .filter(isMathAlarm)
    .map(({ name }) => name);
}

function queryIds({ definitions }: DefinitionSet, alarm: string): string[] {
  return ofKind(definitions, 'metric-alarm')
    .filter(({ name }) => name === alarm)
    .flatMap(queriesOf)
    .map(({ id }) => id);
}

function logGroups(set: DefinitionSet): string[] {
  const filtered = ofKind(set.definitions, 'metric-filter').map(({ logGroup }) => logGroup);
  const counted = watchedMetrics(set)
    .filter(({ namespace }) => namespace === 'AWS/Logs')
    .flatMap(({ dimensions }) => dimensions?.['LogGroupName'] ?? []);
  return [...new Set([...filtered, ...counted])];
}

function known(part: Part, name: string, names: readonly string[], what: string): void {
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`;
  throw refuse(part, `The definitions have no ${what} "${name}"${hint}`, listed(names, what));
}

/** Long lists help nobody. */
const shown = 10;

function listed(names: readonly string[], what: string): string {
  if (names.length === 0) return `no ${what} at all: the definitions have none`;
  const first = names.slice(0, shown).join(', ');
  return names.length > shown ? `one of ${first}, ...` : `one of ${first}`;
}

function checkSeries({ metric, part }: SeriesInput, set: DefinitionSet): void {
  if (searchesMetrics(set)) return;
  const watched = watchedMetrics(set);
  if (watched.some((candidate) => metricKey(candidate) === metricKey(metric))) return;
  const ofThatName = watched.filter(
    ({ namespace, metricName }) =>
      namespace === metric.namespace && metricName === metric.metricName,
  );
  const names = [...new Set((ofThatName.length > 0 ? ofThatName : watched).map(metricTitle))];
  throw refuse(part, `No alarm looks at ${metricTitle(metric)}`, listed(names, 'metric'));
}
