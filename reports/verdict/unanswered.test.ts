import { describe, expect, it } from 'vitest';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { lineOf } from '../testing/synthetic-load.ts';
import { byScript } from '../testing/script-run.ts';
import { type SyntheticRun, loadStartedAt } from '../testing/synthetic-run.ts';

const start = loadStartedAt / 1000;

/** A script whose virtual users get nothing more from a second of the run on. */
function silentFrom(
  second: number,
  atEnd: SeriesLine['counters'],
  end = 70,
): (run: SyntheticRun) => void {
  return (run) => {
    byScript()(run);
    const isBefore = ({ t }: { readonly t: number }): boolean => t < start + second;
    run.histograms = run.histograms.filter(isBefore);
    run.trends = run.trends.filter(isBefore);
    const { series } = run;
    run.series = Array.from({ length: end + 1 }, (_, index) => ({
      t: start + index,
      counters:
        index < second
          ? {
              requests: series[index]?.counters['requests'] ?? 0,
              iterations: 48,
              bytes_sent: 480,
              bytes_received: 9000,
            }
          : index === end
            ? atEnd
            : {},
      gauges: { virtual_users: 10 },
    }));
  };
}

describe('a script', () => {
  it('whose virtual users waited to the end for what never came is inconclusive', async () => {
    const verdict = await verdictOn(silentFrom(36, { bytes_sent: 900, bytes_received: 0 }));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'unanswered')).toEqual([
      'inconclusive: For the last 35 s of 71 s 10 virtual users played and nothing that they asked was answered: what they waited for is not judged.',
    ]);
  });

  it('that is cut soon after is so as well, where nothing at all had come', async () => {
    const verdict = await verdictOn(silentFrom(69, { bytes_sent: 900, bytes_received: 0 }));
    expect(objectionsBy(verdict, 'unanswered')).toEqual([
      'inconclusive: For the last 2 s of 71 s 10 virtual users played and nothing that they asked was answered: what they waited for is not judged.',
    ]);
  });

  it('that was cut in the middle of visits is inconclusive after a long silence alone', async () => {
    const cut = { bytes_sent: 1460, bytes_received: 1450 };
    const long = await verdictOn(silentFrom(64, cut));
    expect(objectionsBy(long, 'unanswered')).toEqual([
      'inconclusive: For the last 7 s of 71 s 10 virtual users played and nothing ended, until they were cut: what they waited for, if they did, is not judged.',
    ]);
    const short = await verdictOn(silentFrom(67, cut));
    expect(objectionsBy(short, 'unanswered')).toEqual([]);
  });

  it('that thinks at the end of its one iteration passes', async () => {
    const verdict = await verdictOn(
      silentFrom(30, { iterations: 10, bytes_sent: 900, bytes_received: 9000 }),
    );
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'unanswered')).toEqual([]);
  });

  it('that thinks as long as before when it is cut passes', async () => {
    const verdict = await verdictOn((run) => {
      byScript()(run);
      const isAwake = ({ t }: { readonly t: number }): boolean => (t - start) % 10 === 0;
      run.histograms = run.histograms.filter(isAwake);
      run.series = run.series.map((line, index) => ({
        ...line,
        counters: index === 69 ? { bytes_sent: 900, bytes_received: 0 } : {},
      }));
    });
    expect(objectionsBy(verdict, 'unanswered')).toEqual([]);
  });

  it('that drops arrivals while all wait does not make the generator the limit', async () => {
    const verdict = await verdictOn(
      silentFrom(60, { bytes_sent: 1460, bytes_received: 1450, dropped_iterations: 190 }),
    );
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
      'inconclusive: The generator dropped 190 of 3,070 iterations (6.2 %), more than 0.1 %, while its virtual users may have waited for answers that never came: whether the system was the limit is not known.',
    ]);
  });

  it('of which all waited long for answers that did come is inconclusive', async () => {
    const waiting = (ms: number) => (run: SyntheticRun) => {
      byScript()(run);
      const isSilent = ({ t }: { readonly t: number }): boolean =>
        t >= start + 30 && t < start + 50;
      run.histograms = run.histograms.filter((line) => !isSilent(line));
      run.series = run.series.map((line) => (isSilent(line) ? { ...line, counters: {} } : line));
      run.histograms.push(...lineOf(start + 50, 'offers', 'ok', [ms]));
    };
    expect(objectionsBy(await verdictOn(waiting(20_000)), 'unanswered')).toEqual([
      'inconclusive: For 20 s of the 71 s judged (from +0:30 on) 1,000 visitors were there and nobody got an answer: the figures are of the rest.',
    ]);
    expect(objectionsBy(await verdictOn(waiting(10)), 'unanswered')).toEqual([]);
  });
});

describe('visitors of ours', () => {
  /** Nothing ends in these seconds of the run. */
  const silent =
    (from: number, to: number) =>
    (run: SyntheticRun): void => {
      run.histograms = run.histograms.filter(({ t }) => t < start + from || t >= start + to);
    };

  it('who get no answer for a while make a run inconclusive', async () => {
    const verdict = await verdictOn(silent(50, 70));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'unanswered')).toEqual([
      'inconclusive: For 20 s of the 60 s judged (from +0:50 on) 1,000 visitors were there and nobody got an answer: the figures are of the rest.',
    ]);
  });

  it('may be too few for that', async () => {
    const few = await verdictOn(silent(50, 60), { visitors: 20 });
    expect(objectionsBy(few, 'unanswered')).toEqual([]);
    const short = await verdictOn(silent(50, 54));
    expect(objectionsBy(short, 'unanswered')).toEqual([]);
  });
});
