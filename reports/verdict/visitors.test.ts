import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { Series } from '../evidence/series.ts';
import { seriesFold } from '../evidence/series.ts';
import { meanVisitors } from './visitors.ts';

const change = fc.record({
  t: fc.integer({ min: 0, max: 50 }),
  visitors_started: fc.nat(9),
  visitors_finished: fc.nat(9),
});

function seriesOf(lines: readonly SeriesLine[]): Series {
  const fold = seriesFold();
  fold.add(lines);
  return fold.value();
}

test.prop([
  fc.uniqueArray(change, { selector: ({ t }) => t, minLength: 1 }),
  fc.nat(50),
  fc.integer({ min: 1, max: 30 }),
])(
  'weights visitors by time, as counting them second by second does',
  async (changes, from, length) => {
    const series: SeriesLine[] = changes.map(({ t, ...counters }) => ({ t, counters, gauges: {} }));
    let total = 0;
    for (let second = from; second < from + length; second += 1) {
      for (const { t, visitors_started, visitors_finished } of changes) {
        if (t <= second) total += visitors_started - visitors_finished;
      }
    }
    const mean = meanVisitors(seriesOf(series), [{ from, to: from + length }]);
    expect(mean).toBeCloseTo(total / length, 9);
  },
);

test('goes by virtual users where a script does not count its visitors', async () => {
  const series = [
    { t: 0, counters: {}, gauges: { virtual_users: 10 } },
    { t: 5, counters: {}, gauges: { virtual_users: 20 } },
  ];
  const counts = seriesOf(series);
  expect(meanVisitors(counts, [{ from: 0, to: 10 }])).toBe(15);
});
