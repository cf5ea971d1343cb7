import type { Evidence } from '../../evidence/evidence.ts';
import { type Period, secondsOf } from '../../evidence/period.ts';
import { answered, countOf, loadNames } from '../../evidence/request-table.ts';
import type { DrillFigures } from '../drill-schema.ts';

type Throughput = NonNullable<DrillFigures['throughput']>;

/** Answers are counted over so many seconds, and more where they are fewer: with 100, chance makes ten of them. */
const leastSeconds = 5;
const leastAnswers = 100;
/** What counts as back. */
const back = 0.95;
/** Standard deviations of a Poisson count that chance is given: one window in a thousand. */
const beyondChance = 3;

/**
 * Answers a second around a fault: before it, in the worst stretch after it, and how long after it a stretch began that had
 * 95 % of what was before; 0 where none had fewer than chance makes of it. Null where it was not watched for long enough.
 * @param faultAt milliseconds since 1970
 */
export function throughputAround(
  { requests, phases }: Pick<Evidence, 'requests' | 'phases'>,
  faultAt: number,
): Throughput | null {
  const fault = Math.floor(faultAt / 1000);
  const names = loadNames(requests);
  const hold = phases.find(({ kind }) => kind === 'hold')?.period;
  const end = phases.at(-1)?.period.to;
  if (hold === undefined || end === undefined) return null;
  const rateIn = (period: Period): number =>
    countOf(requests, names, answered, [period]) / secondsOf([period]);
  const steady = { from: hold.from, to: Math.min(hold.to, fault) };
  const before = rateIn(steady);
  if (secondsOf([steady]) < leastSeconds || !(before > 0)) return null;
  const step = requests.slotSeconds;
  const width = step * Math.ceil(Math.max(leastSeconds, leastAnswers / before) / step);
  const stretches: { readonly from: number; readonly rate: number }[] = [];
  for (let from = fault; from + width <= end; from += step)
    stretches.push({ from, rate: rateIn({ from, to: from + width }) });
  const [first] = stretches;
  if (first === undefined) return null;
  const worst = stretches.reduce((least, one) => (one.rate < least.rate ? one : least), first);
  const figures = { beforePerSecond: before, worstPerSecond: worst.rate, overSeconds: width };
  if (worst.rate >= before * (1 - beyondChance / Math.sqrt(before * width)))
    return { ...figures, backAfterMs: 0 };
  const well = stretches.find(({ from, rate }) => from >= worst.from && rate >= back * before);
  const backAfterMs = well === undefined ? null : Math.max(0, well.from * 1000 - faultAt);
  return { ...figures, backAfterMs };
}
