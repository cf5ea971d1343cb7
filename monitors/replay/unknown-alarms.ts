import type { MetricStat } from '../definitions/metric.ts';
import { bandQuery, metricsOf, queriesOf } from '../alarms/evaluation/settings.ts';
import { type DefinitionSet, ofKind } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { childrenOf } from '../play/alarm-names.ts';
import { isSearch } from '../play/watched.ts';

/** An alarm of which a run cannot tell what it would have done. */
export interface UnknownAlarm {
  readonly alarm: string;
  /** A sentence without its full stop. */
  readonly reason: string;
}

/**
 * Alarms that look at something that the run did not record. To play them would be to lie: where missing data breach,
 * they would fire for nothing.
 */
export function unknownAlarms(
  set: DefinitionSet,
  whyUnknown: (metric: MetricStat) => string | undefined,
): UnknownAlarm[] {
  const metric = ofKind(set.definitions, 'metric-alarm').flatMap((alarm) => {
    const reason = whyAlarmUnknown(alarm, whyUnknown);
    return reason === undefined ? [] : [{ alarm: alarm.name, reason }];
  });
  const unknown = new Map(metric.map(({ alarm, reason }) => [alarm, reason]));
  const composites = ofKind(set.definitions, 'composite-alarm');
  // A composite may look at composites: as long as one more is found, look again.
  for (let before = -1; before !== unknown.size;) {
    before = unknown.size;
    for (const { name } of composites) {
      const child = childrenOf(set, name).find((one) => unknown.has(one));
      if (child !== undefined && !unknown.has(name))
        unknown.set(name, `it depends on ${child}, which cannot be played`);
    }
  }
  return [...unknown].map(([alarm, reason]) => ({ alarm, reason }));
}

function whyAlarmUnknown(
  alarm: MetricAlarm,
  whyUnknown: (metric: MetricStat) => string | undefined,
): string | undefined {
  if (bandQuery(alarm) !== undefined)
    return 'it needs the band of an anomaly model, which only AWS has';
  const search = queriesOf(alarm).find(({ expression = '' }) => isSearch(expression));
  if (search !== undefined) return `its query "${search.id}" searches for metrics`;
  for (const metric of metricsOf(alarm)) {
    const reason = whyUnknown(metric);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
