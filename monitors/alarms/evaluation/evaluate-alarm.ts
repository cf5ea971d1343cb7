import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { parseStatistic } from '../../metrics/statistics/statistic.ts';
import { insufficientReason, thresholdReason } from '../reasons/threshold.ts';
import { minimumSamples } from './low-samples.ts';
import type { Point } from './points.ts';
import { singleMetric, treatmentOf } from './settings.ts';
import { evaluatePoints, type Evaluation } from './verdict.ts';

export interface AlarmEvaluation extends Evaluation<Point> {
  /** Of a verdict that is a state, in CloudWatch's words. */
  readonly reason: () => string;
}

/** Evaluates an alarm on the points of its evaluation range, oldest first. */
export function evaluateAlarm(alarm: MetricAlarm, range: readonly Point[]): AlarmEvaluation {
  const { evaluationPeriods, datapointsToAlarm } = alarm;
  const treatMissingData = treatmentOf(alarm);
  const evaluation = evaluatePoints(range, {
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    treatMissingData,
  });
  const { real, toFill } = evaluation;
  const verdict = hasLowSamples(alarm, real) ? 'RETAIN' : evaluation.verdict;
  return {
    ...evaluation,
    verdict,
    reason: () => {
      if (verdict === 'RETAIN') return '';
      if (verdict === 'INSUFFICIENT_DATA') return insufficientReason(toFill);
      return thresholdReason(verdict, real, toFill, {
        comparisonOperator: alarm.comparisonOperator,
        threshold: typeof alarm.threshold === 'number' ? alarm.threshold : undefined,
        evaluationPeriods,
        datapointsToAlarm,
        treatMissingData,
      });
    },
  };
}

/** Whether a percentile rests on too few samples over all evaluated periods, and the alarm ignores it then. */
function hasLowSamples(alarm: MetricAlarm, real: readonly Point[]): boolean {
  if (alarm.evaluateLowSampleCountPercentile !== 'ignore' || real.length === 0) return false;
  const statistic = parseStatistic(singleMetric(alarm)?.stat ?? '');
  if (statistic?.kind !== 'percentile') return false;
  if (statistic.percent <= 0 || statistic.percent >= 100) return false;
  const samples = real.reduce((total, { sampleCount }) => total + sampleCount, 0);
  return samples < minimumSamples(statistic.percent);
}
