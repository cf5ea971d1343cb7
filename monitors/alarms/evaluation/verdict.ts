import type { TreatMissingData } from '../../definitions/metric-alarm.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import { isMissing } from '../windows/points.ts';
import { selectPoints, type Selection } from './selection.ts';

/** What an evaluation says: the new state, or RETAIN, that the state stays what it is. */
export type Verdict = AlarmState | 'RETAIN';

export interface AlarmSettings {
  /** N. */
  readonly evaluationPeriods: number;
  /** M. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

export interface Evaluation<P> extends Selection<P> {
  readonly verdict: Verdict;
  /** Set where AWS does not say what happens, and the verdict is a choice. */
  readonly undocumented?: UndocumentedEvaluation;
}

/** Where AWS is silent, and the choice made here. */
export const undocumentedEvaluations = {
  'only-young-breaching':
    'All existing datapoints breach, but they are fewer than the datapoints to alarm and too recent for the premature alarm; the state is INSUFFICIENT_DATA, as in the table that AWS published until 2020.',
  'breaching-before-window':
    'The oldest breaching datapoint lies within the evaluation range, but before the evaluation periods; it counts for the premature alarm.',
} as const;
export type UndocumentedEvaluation = keyof typeof undocumentedEvaluations;

/**
 * Evaluates the points of an evaluation range, oldest first, the most recent period last. Source of all rules:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluatePoints<P extends { readonly value?: number; readonly breaching: boolean }>(
  range: readonly P[],
  settings: AlarmSettings,
): Evaluation<P> {
  const selection = selectPoints(range, isMissing, settings.evaluationPeriods);
  return { ...selection, ...verdictOf(range, selection, settings) };
}

function verdictOf<P extends { readonly value?: number; readonly breaching: boolean }>(
  range: readonly P[],
  { real, toFill }: Selection<P>,
  { datapointsToAlarm, treatMissingData, evaluationPeriods }: AlarmSettings,
): Pick<Evaluation<P>, 'verdict' | 'undocumented'> {
  const breaching = real.filter((point) => point.breaching).length;
  const filled = treatMissingData === 'breaching' ? toFill : 0;
  if (breaching + filled >= datapointsToAlarm) return { verdict: 'ALARM' };
  if (toFill === 0 || treatMissingData === 'breaching' || treatMissingData === 'notBreaching')
    return { verdict: 'OK' };
  if (breaching < real.length) return { verdict: 'OK' };
  // From here on nothing but missing and breaching points is left, and the breaching ones are too few.
  if (treatMissingData === 'ignore') return { verdict: 'RETAIN' };
  if (breaching === 0) return { verdict: 'INSUFFICIENT_DATA' };
  const age = range.length - range.findIndex((point) => point.breaching);
  if (age < datapointsToAlarm)
    return { verdict: 'INSUFFICIENT_DATA', undocumented: 'only-young-breaching' };
  return age > evaluationPeriods
    ? { verdict: 'ALARM', undocumented: 'breaching-before-window' }
    : { verdict: 'ALARM' };
}
