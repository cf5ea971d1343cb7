import { farthest } from '../../core/statistics/capacity/usl-intervals.ts';
import { count, list, percent, plural } from '../words/figures.ts';
import { type Measured, objective } from './measured.ts';
import { type Demand, levelsBelowKnee } from './per-visitor.ts';
import type { Saw } from './saw.ts';

/** What keeps plans that hold by their figures from passing, each as a sentence. */
export function doubtsOf(
  measured: Measured,
  demand: Demand | undefined,
  sizes: readonly { readonly visitors: number; readonly saw: Saw | undefined }[],
): string[] {
  if (demand === undefined) return [];
  const { invalid, isInvalid, unsettled } = measured;
  const failing = levelsBelowKnee(measured).filter(({ failed }) => failed > objective.failed);
  const { mostVisitors: most } = demand;
  const far = sizes.map(({ visitors }) => visitors).filter((asked) => asked > farthest * most);
  const unscaled = sizes.filter(({ saw }) => saw?.holds === false);
  return [
    ...(isInvalid
      ? [
          `The load of ${list(invalid)} was not what it should have been: there is no other, so that these plans are a guess.`,
        ]
      : []),
    ...(unsettled.length === 0
      ? []
      : [
          `${list(unsettled)} ${unsettled.length === 1 ? 'is' : 'are'} inconclusive, and so are plans made from ${unsettled.length === 1 ? 'it' : 'them'}: "bilancia report" says why.`,
        ]),
    ...failing.map(
      ({ run, phase, failed }) =>
        `${percent(failed)} of the requests of ${run}, ${phase}, failed, where ${percent(objective.failed)} may: what they would have taken is not in these plans.`,
    ),
    ...(demand.bookingsPerVisitor > 0
      ? []
      : [
          'No booking was seen: what bookings take, of the writer above all, is not in these plans.',
        ]),
    ...(far.length === 0
      ? []
      : [
          `Nothing can be told of ${list(far.map((asked) => count(asked)))} visitors from ${plural(Math.round(most), 'visitor')}: plans reach to ${farthest} times the most that was measured. Measure with at least ${count(Math.ceil(Math.max(...far) / farthest))}.`,
        ]),
    ...(unscaled.length === 0
      ? []
      : [
          `Autoscaling carries a day of ${list(unscaled.map(({ visitors }) => count(visitors)))} visitors at no target: keep the tasks of the plan all day.`,
        ]),
  ];
}
