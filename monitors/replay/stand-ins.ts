import type { Dimensions, Metric } from '../definitions/metric.ts';
import type { Fact } from './fact.ts';

/** A value of a dimension in the run stands for one in the definitions. */
export interface StandIn {
  readonly dimension: string;
  readonly run: string;
  readonly definitions: string;
}

/** What a value of the run is called in the definitions, by dimension and value. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Dimensions whose values are kinds and no names: a reader never stands for a writer. */
const kinds = new Set(['Role', 'LogGroupName']);

/**
 * Definitions name the cluster, the load balancer and the readers of production; a run has its own. Where, of one
 * dimension, the definitions name as many values that the run does not have as the run has values that they do not name,
 * they stand for each other, in the order of names. `given` comes first.
 */
export function findStandIns(
  run: ReadonlyMap<string, ReadonlySet<string>>,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  given: readonly StandIn[],
): StandIn[] {
  return [...wanted].flatMap(([dimension, values]) => {
    if (kinds.has(dimension)) return [];
    const fixed = given.filter((standIn) => standIn.dimension === dimension);
    const has = run.get(dimension) ?? new Set<string>();
    const open = [...has]
      .filter((value) => !values.has(value))
      .filter((value) => !fixed.some((standIn) => standIn.run === value))
      .toSorted();
    const unknown = [...values]
      .filter((value) => !has.has(value))
      .filter((value) => !fixed.some((standIn) => standIn.definitions === value))
      .toSorted();
    if (open.length !== unknown.length) return fixed;
    const paired = open.map((value, index) => ({
      dimension,
      run: value,
      definitions: unknown[index] ?? value,
    }));
    return [...fixed, ...paired];
  });
}

/** The names under which the run's values go out. */
export function namesOf(standIns: readonly StandIn[]): Names {
  const names = new Map<string, Map<string, string>>();
  for (const { dimension, run, definitions } of standIns) {
    const values = names.get(dimension) ?? new Map<string, string>();
    values.set(run, definitions);
    names.set(dimension, values);
  }
  return names;
}

/** What a fact is seen at, in the words of the definitions. */
export function renamed(seenAt: Dimensions, names: Names): Record<string, string> {
  return Object.fromEntries(
    Object.entries(seenAt).map(([name, value]) => [name, names.get(name)?.get(value) ?? value]),
  );
}

/** The values of each dimension. */
export function valuesOf(all: Iterable<Pick<Fact, 'seenAt'>>): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { seenAt } of all) {
    for (const [name, value] of Object.entries(seenAt)) {
      const known = values.get(name);
      if (known === undefined) values.set(name, new Set([value]));
      else known.add(value);
    }
  }
  return values;
}

/** The values of each dimension that definitions look at. */
export function valuesWanted(metrics: readonly Metric[]): Map<string, Set<string>> {
  return valuesOf(metrics.map(({ dimensions = {} }) => ({ seenAt: dimensions })));
}
