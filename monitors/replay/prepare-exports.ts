import { knownError } from '../../core/errors.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import { ofKind } from '../definitions/definition.ts';
import type { MetricStat } from '../definitions/metric.ts';
import { metricKey, metricTitle, statisticKey } from '../metrics/identity.ts';
import type { LogEvent } from '../metrics/log-event.ts';
import type { Observation } from '../metrics/observation.ts';
import { logVolume } from '../play/log-volume.ts';
import { watchedMetrics } from '../play/watched.ts';
import { nameKey, noLogFor } from './coverage.ts';
import type { LogGroupOf } from './log-groups.ts';
import type { Prepared } from './prepare.ts';
import { unknownAlarms } from './unknown-alarms.ts';
import { withWarmUp } from './warm-up.ts';
import type { ExportedLog, ExportedMetric, Exports } from './read-exports.ts';

const minute = 60_000;

/** Makes what was exported into log lines and observations of the metrics that alarms look at. */
export function prepareExports(
  { paths, metrics, logs }: Exports,
  set: DefinitionSet,
  given: readonly LogGroupOf[],
): Prepared {
  const notes: string[] = [];
  const wanted = [...new Map(watchedMetrics(set).map((one) => [statisticKey(one), one])).values()];
  const finest = metrics.toSorted((a, b) => (a.asked?.period ?? 0) - (b.asked?.period ?? 0));
  const found = new Map(
    wanted.flatMap((metric) => {
      const exported = finest.find((one) => isOf(one, metric, wanted));
      return exported === undefined ? [] : [[statisticKey(metric), exported] as const];
    }),
  );
  const logGroups = groupsOf(logs, set, given);
  const groups = new Set(logGroups.map(({ group }) => group));
  const fromLogs = new Set(
    ofKind(set.definitions, 'metric-filter')
      .filter(({ logGroup }) => groups.has(logGroup))
      .map(({ transformation }) => nameKey(transformation)),
  );
  const why = (metric: MetricStat): string | undefined => {
    if (fromLogs.has(nameKey(metric))) return undefined;
    const { LogGroupName: group } = metric.dimensions ?? {};
    if (metric.namespace === 'AWS/Logs' && group !== undefined)
      return groups.has(group) ? undefined : `${metricTitle(metric)}: ${noLogFor(group)}`;
    const problem = unusable(metric, found.get(statisticKey(metric)));
    return problem === undefined ? undefined : `${metricTitle(metric)}: ${problem}`;
  };
  const unknown = unknownAlarms(set, why);
  const names = new Set(unknown.map(({ alarm }) => alarm));
  const playable = withWarmUp({
    ...set,
    definitions: set.definitions.filter(
      ({ kind, name }) => !(kind.endsWith('-alarm') && names.has(name)),
    ),
  });
  const usable = watchedMetrics(set).filter(
    (metric) => found.has(statisticKey(metric)) && why(metric) === undefined,
  );
  const used = [...new Map(usable.map((metric) => [statisticKey(metric), metric])).values()];
  for (const metric of used) {
    const exported = found.get(statisticKey(metric));
    if (exported?.asked === undefined)
      notes.push(
        `${metricTitle(metric)} is what the export calls ${exported?.label}: it does not say what was asked for.`,
      );
    else if (
      exported.asked.period < metric.period &&
      !/^(?:Sum|Minimum|Maximum|SampleCount)$/.test(metric.stat)
    )
      notes.push(
        `${metric.stat} of ${metricTitle(metric)} over ${metric.period} s is taken from values of ${exported.asked.period} s, each as one observation.`,
      );
  }
  const events = eventsOf(logs, logGroups);
  const observations = [
    ...used.flatMap((metric) => observationsOf(metric, found.get(statisticKey(metric)))),
    ...logVolume(events),
  ].toSorted((a, b) => a.at - b.at);
  const times = [...observations, ...events].map(({ at }) => at);
  if (times.length === 0)
    throw knownError('unreadable-file', {
      what: 'The export',
      path: paths.join(', '),
      reason: 'it holds nothing that the definitions look at',
      expected: `values of ${wanted.map(metricTitle).slice(0, 5).join(', ') || 'metrics that alarms watch'}`,
    });
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const longest = Math.max(minute, ...used.map(({ period }) => period * 1000));
  return {
    simulation: {
      set: playable,
      from: Math.floor(first / minute) * minute,
      to: Math.ceil((last + longest) / minute) * minute,
      logs: events,
      observations,
    },
    unknown,
    standIns: [],
    logGroups,
    notes,
  };
}

/** Whether an export is of a metric: by what was asked for, or else by its label, where that is one metric's only. */
function isOf(
  { asked, label, stat }: ExportedMetric,
  metric: MetricStat,
  wanted: readonly MetricStat[],
): boolean {
  if (asked !== undefined) return statisticKey(asked) === statisticKey(metric);
  const isNamed = ({ namespace, metricName }: MetricStat): boolean =>
    label === metricName || label === `${namespace} ${metricName}`;
  const sameName = new Set(wanted.filter(isNamed).map(metricKey));
  return isNamed(metric) && sameName.size === 1 && (stat === undefined || stat === metric.stat);
}

/** Why values cannot be used for a metric. */
function unusable(metric: MetricStat, exported: ExportedMetric | undefined): string | undefined {
  if (exported === undefined) return `the export has no ${metric.stat} of it`;
  const period = exported.asked?.period ?? 0;
  return period > metric.period
    ? `the export has values of ${period} s, and the alarm looks at ${metric.period} s`
    : undefined;
}

function observationsOf(metric: MetricStat, exported: ExportedMetric | undefined): Observation[] {
  const { namespace, metricName, dimensions, stat } = metric;
  const name = {
    namespace,
    metricName,
    statistic: stat,
    ...(dimensions === undefined ? {} : { dimensions }),
  };
  return (exported?.points ?? []).flatMap(({ at, value }) => {
    if (stat !== 'SampleCount') return [{ at, ...name, value }];
    return value >= 1 ? [{ at, ...name, value: 1, count: Math.round(value) }] : [];
  });
}

/** Which file stands for which log group: as given, as the file says, or the only one for the only one. */
function groupsOf(
  logs: readonly ExportedLog[],
  set: DefinitionSet,
  given: readonly LogGroupOf[],
): LogGroupOf[] {
  const groups = [...new Set(ofKind(set.definitions, 'metric-filter').map((one) => one.logGroup))];
  const [only] = groups;
  for (const { source } of given)
    if (!logs.some(({ path }) => path === source))
      throw knownError('bad-value', {
        what: 'The file of --log-group',
        given: source,
        expected: `one of the logs that are replayed: ${logs.map(({ path }) => path).join(', ')}`,
      });
  return logs.flatMap(({ path, group }) => {
    const chosen =
      given.find(({ source }) => source === path)?.group ??
      group ??
      (groups.length === 1 && logs.length === 1 ? only : undefined);
    return chosen === undefined ? [] : [{ source: path, group: chosen }];
  });
}

function eventsOf(logs: readonly ExportedLog[], logGroups: readonly LogGroupOf[]): LogEvent[] {
  return logs
    .flatMap(({ path, group, lines }) => {
      const logGroup = group ?? logGroups.find(({ source }) => source === path)?.group;
      return logGroup === undefined ? [] : lines.map((line) => ({ ...line, logGroup }));
    })
    .toSorted((a, b) => a.at - b.at);
}
