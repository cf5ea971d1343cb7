import { type RunFile, runFiles } from '../../../core/run-folder/files/index.ts';
import { taskSampleOf } from '../../evidence/container-events.ts';
import { readerSampleOf } from '../../evidence/reader-load.ts';
import { plural } from '../../words/figures.ts';
import { boundInWords, indicatorInWords, valueInWords } from '../in-words.ts';
import { meets } from '../indicator.ts';
import { healthGauges } from '../kinds/generator.ts';
import { holdsIn } from '../kinds/index.ts';
import { readerGauges } from '../kinds/readers.ts';
import { taskGauges } from '../kinds/tasks.ts';
import { fits } from '../request-pattern.ts';
import { type Indicator, indicatorNames } from '../result.ts';
import { type Objective, type Objectives, objectivesOf } from '../schema.ts';

type Gauges<T> = Readonly<Partial<Record<Indicator, (sample: T) => number>>>;

/** The phase that lasts at a moment, milliseconds since 1970, where it is judged. */
type PhaseAt = (at: number) => { readonly name: string } | undefined;

/**
 * Says of a record that an observer writes whether an objective cannot be met any more because of it, as a clause: of
 * invariants, and of limits that every sample must keep to.
 */
export function lostByRecord(
  objectives: Objectives,
  phaseAt: PhaseAt,
): (file: RunFile, record: object) => string | undefined {
  const { tasks, readers, generator, invariants } = {
    tasks: objectivesOf('tasks', objectives),
    readers: objectivesOf('readers', objectives),
    generator: objectivesOf('generator', objectives),
    invariants: objectivesOf('invariants', objectives),
  };
  return (file, record) => {
    if (file === 'invariants') {
      const { name, checked, violations } = runFiles.invariants.parse(record);
      const isAsked = invariants.some((one) => fits(one.invariants, one.except, [name]));
      if (violations === 0 || (invariants.length > 0 && !isAsked)) return undefined;
      return `${name} is violated: ${plural(violations, 'violation')} among ${plural(checked, 'check')}`;
    }
    if (file === 'readers' && readers.length > 0) {
      const { of, sample } = readerSampleOf(runFiles.readers.parse(record));
      const own = readers.filter((one) => fits(one.readers, one.except, [of]));
      return beyond(own, of, sample, readerGauges, phaseAt);
    }
    if (file === 'containerEvents' && tasks.length > 0) {
      const found = taskSampleOf(runFiles.containerEvents.parse(record));
      if (found === undefined) return undefined;
      const own = tasks.filter((one) => fits(one.tasks, one.except, [found.of]));
      return beyond(own, found.of, found.sample, taskGauges, phaseAt);
    }
    if (file !== 'generatorHealth' || generator.length === 0) return undefined;
    const health = runFiles.generatorHealth.parse(record);
    return beyond(generator, 'the generator', health, healthGauges, phaseAt);
  };
}

/** What limits a gauge. */
type Gauged = Objective & {
  readonly inSeconds?: number | undefined;
} & Readonly<Partial<Record<Indicator, unknown>>>;

function beyond<T extends { readonly at: number }>(
  objectives: readonly Gauged[],
  name: string,
  sample: T,
  gauges: Gauges<T>,
  phaseAt: PhaseAt,
): string | undefined {
  const phase = phaseAt(sample.at);
  if (phase === undefined) return undefined;
  for (const objective of objectives) {
    if (objective.inSeconds !== undefined || !holdsIn(objective, phase)) continue;
    for (const [indicator, read] of entries(gauges)) {
      const limit = objective[indicator];
      const value = read(sample);
      if (typeof limit !== 'number' || Number.isNaN(value) || meets(value, limit)) continue;
      return `${objective.name} cannot be met any more: ${indicatorInWords(indicator)} of ${name} was ${valueInWords(indicator, value)}, and must be ${boundInWords({ indicator, limit })} in every sample`;
    }
  }
  return undefined;
}

function entries<T>(gauges: Gauges<T>): (readonly [Indicator, (sample: T) => number])[] {
  return indicatorNames.flatMap((indicator) => {
    const read = gauges[indicator];
    return read === undefined ? [] : [[indicator, read] as const];
  });
}
