import { expect, it } from 'vitest';
import { repeatLines, repeatQuantiles } from './drill-repeats.ts';
import { heldDrill } from './testing/synthetic-drill.ts';
import { drillFigures } from './verdict/drill/figures.ts';

/** Drills of which each kept writes away for so many milliseconds. */
function drillsOf(...away: readonly number[]) {
  const { journal, events } = heldDrill(Date.parse('2027-07-20T10:00:00.000Z'));
  const figures = drillFigures(journal, events);
  return away.map((longestMs) => ({
    ...figures,
    clients: figures.clients
      .filter(({ client }) => client === 'pool')
      .map((one) => ({ ...one, writes: { longestMs, sumMs: longestMs } })),
  }));
}

// Ten values lie below their p90 six times or fewer with a chance of 1.3 %, seven times or fewer with 7 %.
it('tells the quantiles of ten drills, with intervals as far as ten can say', () => {
  const ten = drillsOf(1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000);
  expect(repeatLines(repeatQuantiles(ten))).toEqual([
    'pool: writes away for median 5.0 s (95 %: 2.0 s to 9.0 s) and p90 9.0 s (95 %: at least 7.0 s)',
  ]);
});

it('says of one that it is too few', () => {
  expect(repeatLines(repeatQuantiles(drillsOf(1000)))).toEqual([
    'pool: writes away for median 1.0 s (too few drills for an interval) and p90 1.0 s (too few drills for an interval)',
  ]);
});
