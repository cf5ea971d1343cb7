import type { ComparisonOperator, TreatMissingData } from '../../definitions/metric-alarm.ts';
import type { Point } from '../windows/points.ts';
import { datapointDate } from './dates.ts';
import { javaNumber } from './number.ts';

export interface ReasonSettings {
  readonly comparisonOperator: ComparisonOperator;
  /** Undefined when the alarm compares with an anomaly band. */
  readonly threshold: number | undefined;
  readonly evaluationPeriods: number;
  /** As the alarm sets it: AWS words the reason otherwise when it is left out. */
  readonly datapointsToAlarm: number | undefined;
  readonly treatMissingData: TreatMissingData;
}

/** Datapoints that are shown; from here on the sentence says that they are the most recent. */
const shown = 5;

const comparisons: Readonly<Record<ComparisonOperator, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to the threshold',
  GreaterThanThreshold: 'greater than the threshold',
  LessThanThreshold: 'less than the threshold',
  LessThanOrEqualToThreshold: 'less than or equal to the threshold',
  LessThanLowerOrGreaterThanUpperThreshold: '',
  LessThanLowerThreshold: 'less than the lower thresholds',
  GreaterThanUpperThreshold: 'greater than the upper thresholds',
};

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Why an alarm of one metric or expression went into ALARM or OK, in CloudWatch's words: numbers as Java writes them, dates
 * with the day first, the most recent datapoint first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 *
 * @param real the datapoints that were evaluated, oldest first
 * @param toFill how many missing ones were filled in
 */
export function thresholdReason(
  state: 'OK' | 'ALARM',
  real: readonly Point[],
  toFill: number,
  settings: ReasonSettings,
): string {
  const title = settings.threshold === undefined ? 'Thresholds Crossed' : 'Threshold Crossed';
  const filled = missingPart(toFill, settings.treatMissingData);
  if (real.length === 0 && filled !== undefined)
    return `${title}: no datapoints were received for ${plural(toFill, 'period')} and ${filled}.`;
  const decisive = real.filter(({ breaching }) => breaching === (state === 'ALARM'));
  const parts = decisive.length === 0 ? [] : [crossingPart(state, decisive, settings)];
  if (filled !== undefined) parts.push(parts.length === 0 ? filled : `and ${filled}`);
  if (settings.datapointsToAlarm !== undefined)
    parts.push(minimumPart(state, settings.evaluationPeriods, settings.datapointsToAlarm));
  return `${title}: ${parts.join(' ')}.`;
}

function missingPart(count: number, treatment: TreatMissingData): string | undefined {
  if (count === 0 || treatment === 'missing' || treatment === 'ignore') return undefined;
  const name = treatment === 'breaching' ? 'Breaching' : 'NonBreaching';
  return `${plural(count, 'missing datapoint')} ${count === 1 ? 'was' : 'were'} treated as [${name}]`;
}

function minimumPart(state: 'OK' | 'ALARM', n: number, m: number): string {
  const needed = state === 'ALARM' ? m : n - m + 1;
  const transition = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return `(minimum ${plural(needed, 'datapoint')} for ${transition} transition)`;
}

function crossingPart(
  state: 'OK' | 'ALARM',
  decisive: readonly Point[],
  settings: ReasonSettings,
): string {
  const newest = decisive.toReversed().slice(0, shown);
  const values = `[${newest.map(({ value = NaN, start }) => `${javaNumber(value)} (${datapointDate(start)})`).join(', ')}]`;
  const count =
    settings.datapointsToAlarm === undefined
      ? plural(decisive.length, 'datapoint')
      : `${decisive.length} out of the last ${settings.evaluationPeriods} datapoints`;
  const verb = `${decisive.length === 1 ? 'was' : 'were'}${state === 'OK' ? ' not' : ''}`;
  if (decisive.length < shown)
    return `${count} ${values} ${verb} ${comparison(state, newest, settings)}`;
  return `${count} ${verb} ${comparison(state, newest, settings)}. The most recent datapoints which crossed the threshold: ${values}`;
}

function comparison(
  state: 'OK' | 'ALARM',
  newest: readonly Point[],
  { comparisonOperator, threshold }: ReasonSettings,
): string {
  const words = comparisons[comparisonOperator];
  if (threshold !== undefined) return `${words} (${javaNumber(threshold)})`;
  const limits = (side: 'lower' | 'upper') =>
    `[${newest.map(({ band }) => javaNumber(band?.[side] ?? NaN)).join(', ')}]`;
  if (comparisonOperator === 'LessThanLowerThreshold') return `${words} ${limits('lower')}`;
  if (comparisonOperator === 'GreaterThanUpperThreshold') return `${words} ${limits('upper')}`;
  const or = state === 'OK' ? 'or not' : 'or';
  return `less than the lower thresholds ${limits('lower')} ${or} greater than the upper thresholds ${limits('upper')}`;
}

/** Why an alarm went into INSUFFICIENT_DATA: `Insufficient Data: 3 datapoints were unknown.` */
export function insufficientReason(unknown: number): string {
  return `Insufficient Data: ${plural(unknown, 'datapoint')} ${unknown === 1 ? 'was' : 'were'} unknown.`;
}
