import { groupBy } from '../../core/group-by.ts';
import type { Observation } from '../metrics/observation.ts';
import type { Metric } from '../definitions/metric.ts';
import { metricKey } from '../metrics/identity.ts';
import type { Fact } from './fact.ts';
import { type Names, renamed } from './stand-ins.ts';

/** Gathers facts as observations of the metrics that alarms look at; equal values of a second become one. */
export interface Router {
  readonly add: (fact: Fact) => void;
  /** In the order of time. */
  readonly observations: () => Observation[];
}

/** `wanted` are the metrics that anybody looks at; facts for others are dropped, for a run has millions. */
export function createRouter(wanted: readonly Metric[], names: Names): Router {
  const byName = groupBy(
    [...new Map(wanted.map((metric) => [metricKey(metric), metric])).values()],
    ({ namespace, metricName }) => `${namespace} ${metricName}`,
  );
  const gathered = new Map<string, Observation & { count: number }>();
  const keys = new Map(wanted.map((metric) => [metric, metricKey(metric)]));

  return {
    add({ at, metric, value, seenAt }) {
      const takers = byName.get(`${metric.namespace} ${metric.metricName}`);
      if (takers === undefined) return;
      const known = renamed(seenAt, names);
      const second = Math.floor(at / 1000) * 1000;
      for (const taker of takers) {
        if (!isSeenAt(taker, metric.dimensionSets, known)) continue;
        const key = `${second} ${value} ${keys.get(taker) ?? ''}`;
        const same = gathered.get(key);
        if (same !== undefined) {
          same.count += 1;
          continue;
        }
        const { namespace, metricName, dimensions } = taker;
        gathered.set(key, {
          at: second,
          namespace,
          metricName,
          value,
          count: 1,
          ...(dimensions === undefined ? {} : { dimensions }),
          ...(metric.unit === undefined ? {} : { unit: metric.unit }),
        });
      }
    },
    observations: () => [...gathered.values()].toSorted((a, b) => a.at - b.at),
  };
}

/** Whether AWS publishes the metric with just these dimensions, and the fact was seen there. */
function isSeenAt(
  { dimensions = {} }: Metric,
  sets: readonly (readonly string[])[],
  seenAt: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(dimensions);
  return (
    wanted.every(([name, value]) => seenAt[name] === value) &&
    sets.some((set) => isSameSet(set, Object.keys(dimensions)))
  );
}

/** Whether two lists hold the same names. */
export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
