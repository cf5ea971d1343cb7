import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { evaluationWindow as rule } from './evaluation-window.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'more datapoints to alarm than are looked at',
  [alarm({ evaluationPeriods: 3, datapointsToAlarm: 5 })],
  'error metric alarm "api-cpu": It needs 5 datapoints to alarm, but evaluates 3. It can never fire, and PutMetricAlarm rejects it. M of N means M <= N.',
);
finds(
  'a window of more than a day, of short periods',
  [alarm({ evaluationPeriods: 289, datapointsToAlarm: 1 }, { period: 300 })],
  'error metric alarm "api-cpu": It looks at 289 periods of 300 seconds, 86700 in all; at most 86400 are allowed. With periods under an hour the window is at most a day, with longer ones seven days.',
);
finds('a window of more than a week', [alarm({ evaluationPeriods: 8 }, { period: 86_400 })], 1);
it.each([0, -1, 1.5, Number.NaN])(
  'evaluation-window finds %d evaluation periods',
  (evaluationPeriods) => {
    expect(findingsOf(rule, [alarm({ evaluationPeriods })])).toHaveLength(1);
  },
);
finds('no datapoint to alarm', [alarm({ datapointsToAlarm: 0 })], 1);
accepts('windows of exactly a day and a week', [
  alarm({ evaluationPeriods: 288 }, { period: 300 }),
  alarm({ evaluationPeriods: 7 }, { period: 86_400 }),
  alarm({ evaluationPeriods: 168 }, { period: 3600 }),
]);
