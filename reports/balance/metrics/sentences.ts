import { percent, significant } from '../../words/figures.ts';
import { fewestTimes } from '../analyze.ts';
import { defectsInWords, targetInWords } from '../sentences.ts';
import type { MetricsReport } from './report-shape.ts';

type Facts = Omit<MetricsReport, 'sentences'>;

/** What the metrics tell, the answer first, and what they cannot tell. */
export function sentencesOfMetrics(facts: Facts): string[] {
  const { balance, minutes, safeTarget, ceiling, defects } = facts;
  if (balance === undefined)
    return [
      'Balance is not defined: in no minute was there a least and a greatest of several tasks.',
      ...defectsInWords(defects),
    ];
  return [
    answer(facts),
    `The busiest task was at ${whole(balance.busiest)} CPU on average and at ${whole(balance.most)} at most, all together at ${whole(balance.utilization)}.`,
    ...(safeTarget === undefined ? [] : [targetInWords(safeTarget, ceiling)]),
    ...(minutes < fewestTimes
      ? [`It takes ${fewestTimes} minutes to judge, and there are ${minutes}.`]
      : []),
    ...cannotTell(facts),
    ...defectsInWords(defects),
  ];
}

function answer({ balance, chance, outcome }: Facts): string {
  const byChance =
    chance === undefined
      ? 'what chance alone explains is not known'
      : `chance alone explains up to ${significant(chance.p99)}`;
  const end = {
    pass: 'no task was far enough from the others for long to matter, nothing to do',
    fail: 'more than chance, whichever task it is',
  };
  return `Peak to average ${significant(balance?.peakToAverage ?? 1)}; ${byChance}; ${outcome === 'pass' || outcome === 'fail' ? end[outcome] : 'more cannot be told from these sources'}.`;
}

function cannotTell({ chance, outcome }: Facts): string[] {
  return [
    'AWS/ECS tells the least, the mean and the greatest of all tasks: not which task is the busiest, whether it is always the same one, nor why. Turn Container Insights on, or keep the statistics of the task metadata endpoint.',
    ...(chance === undefined && outcome !== 'pass'
      ? [
          'How much chance alone explains takes the number of tasks and of requests: add the access log.',
        ]
      : []),
  ];
}

function whole(fraction: number): string {
  return percent(Math.round(fraction * 100) / 100);
}
