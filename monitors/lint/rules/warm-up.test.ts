import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { warmUp as rule } from './warm-up.ts';

const { finds } = casesOf(rule);

finds(
  'a warm-up of more than two days',
  [alarm({ warmUp: { minutes: 2881 } })],
  'error metric alarm "api-cpu": Its warm-up is 2881 minutes; 1 to 2880 are allowed. During the warm-up an alarm stays in INSUFFICIENT_DATA and notifies no one.',
);
finds(
  'a warm-up that keeps the alarm blind for hours',
  [alarm({ warmUp: { minutes: 240, onlyStartEvaluatingAfterwards: true } })],
  'warning metric alarm "api-cpu": It is blind for 240 minutes after each creation, though its window is only 5. Without `onlyStartEvaluatingAfterwards` the warm-up ends as soon as the window is full of data.',
);
it.each([{ minutes: 1 }, { minutes: 2880 }, { minutes: 30, onlyStartEvaluatingAfterwards: true }])(
  'warm-up accepts %j',
  (warmUp) => {
    expect(findingsOf(rule, [alarm({ warmUp })])).toEqual([]);
  },
);
