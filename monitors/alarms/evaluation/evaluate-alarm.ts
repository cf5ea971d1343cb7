import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { parseStatistic } from '../../metrics/statistics/statistic.ts';
import { insufficientReason, thresholdReason } from '../reasons/threshold.ts';
import { minimumSamples } from './low-samples.ts';
import type { Point } from '../windows/points.ts';
import { singleMetric, treatmentOf } from './settings.ts';
import { evaluatePoints, type Evaluation, type Verdict } from './verdict.ts';

/** One alarm, ready to be evaluated. */
export interface AlarmEvaluator {
  /** Evaluates the points of the evaluation range, oldest first. */
  readonly evaluate: (range: readonly Point[]) => Evaluation<Point>;
  /** Why an evaluation says what it says, in CloudWatch's words; empty when the state is kept. */
  readonly reasonOf: (evaluation: Evaluation<Point>) => string;
}

export function createAlarmEvaluator(alarm: MetricAlarm): AlarmEvaluator {
  const { evaluationPeriods, datapointsToAlarm, comparisonOperator, threshold } = alarm;
  const treatMissingData = treatmentOf(alarm);
  const settings = {
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    treatMissingData,
  };
  const needed = samplesNeeded(alarm);
  return {
    evaluate(range) {
      const evaluation = evaluatePoints(range, settings);
      if (needed === 0 || evaluation.real.length === 0) return evaluation;
      const samples = evaluation.real.reduce((total, { sampleCount }) => total + sampleCount, 0);
      const verdict: Verdict = samples < needed ? 'RETAIN' : evaluation.verdict;
      return { ...evaluation, verdict };
    },
    reasonOf({ verdict, real, toFill }) {
      if (verdict === 'RETAIN') return '';
      if (verdict === 'INSUFFICIENT_DATA') return insufficientReason(toFill);
      return thresholdReason(verdict, real, toFill, {
        comparisonOperator,
        threshold: typeof threshold === 'number' ? threshold : undefined,
        evaluationPeriods,
        datapointsToAlarm,
        treatMissingData,
      });
    },
  };
}

/** How many samples the evaluated periods together need, where a percentile of fewer is ignored; 0 for other alarms. */
function samplesNeeded(alarm: MetricAlarm): number {
  if (alarm.evaluateLowSampleCountPercentile !== 'ignore') return 0;
  const statistic = parseStatistic(singleMetric(alarm)?.stat ?? '');
  if (statistic?.kind !== 'percentile') return 0;
  const { percent } = statistic;
  return percent > 0 && percent < 100 ? minimumSamples(percent) : 0;
}
