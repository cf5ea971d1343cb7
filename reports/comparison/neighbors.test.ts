import { expect, it } from 'vitest';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { add, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import { bucketValue } from '../../core/statistics/log-buckets.ts';
import { defaultGateOptions } from '../gate/options.ts';
import { healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { type FoldersResult, compareJudged, readSides } from './compare-folders.ts';

interface Loud {
  /** How often each request of dolomiti comes for riviera as well, and how often it was said to. */
  readonly times: number;
  readonly said?: number;
  /** How much longer dolomiti waits for offers. */
  readonly slower?: number;
}

function slowed({ t, name, outcome, b }: HistogramLine, ratio: number): HistogramLine {
  const histogram = emptyHistogram();
  for (const [bucket, count] of b)
    for (let left = count; left > 0; left -= 1)
      add(histogram, Math.round(bucketValue(bucket) * ratio));
  return toLine(histogram, { t, name, outcome });
}

/** Four runs on each side, riviera usual on the first and as told on the second. */
async function compared(loud: Loud, tenant = 'dolomiti', runs = 4): Promise<FoldersResult> {
  await using stack = new AsyncDisposableStack();
  const folders: string[] = [];
  for (let n = 1; n <= 2 * runs; n += 1) {
    const { times, said = times, slower = 1 } = n > runs ? loud : { times: 1 };
    const run = healthyRun({ seed: n, holdSeconds: 40 });
    Object.assign(run.manifest, { id: `run-${n}`, seed: n });
    if (said > 1) {
      run.manifest.louder = { tenant: 'riviera', times: said, insteadOf: 1000 };
      run.manifest.visitorsAsked = 1000 * said;
    }
    run.histograms = run.histograms.flatMap((line) => [
      { ...(line.name === 'offers' ? slowed(line, slower) : line), tenant: 'dolomiti' },
      ...Array.from({ length: times }, () => ({ ...line, tenant: 'riviera' })),
    ]);
    const written = await temporaryRun(run);
    stack.use(written);
    folders.push(written.folder);
  }
  const sides = { base: folders.slice(0, runs), new: folders.slice(runs), tenant };
  return compareJudged(await readSides(sides), defaultGateOptions);
}

it('fails where the requests of the quiet tenant became slower beside a louder one', async () => {
  const { outcome, sentence, notes, differences } = await compared({ times: 4, slower: 1.5 });
  expect(sentence).toMatch(/^requests of dolomiti: offers: p\d+ \d+ % slower \(\d+ to \d+ %\)/);
  expect(outcome).toBe('fail');
  expect(notes[0]).toMatch(
    /^riviera asked \d[\d.]* times a second against \d[\d.]*, (3\.9|4\.0)\d* times as often\.$/,
  );
  // The visitors of the louder one are no difference of the quiet one's.
  expect(differences.filter(({ matters }) => matters)).toEqual([]);
});

it('does not fail where they are as fast as before', async () => {
  const { outcome, comparisons } = await compared({ times: 4 });
  expect(comparisons.length).toBeGreaterThan(2);
  expect(comparisons.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  expect(outcome).not.toBe('fail');
});

it('never passes or fails where the neighbor was hardly louder than usual', async () => {
  const { outcome, sentence } = await compared({ times: 1, said: 4, slower: 1.5 });
  expect(outcome).toBe('inconclusive');
  expect(sentence).toMatch(
    /^requests of dolomiti: neighbor: \d[\d.]* requests per second of riviera against \d[\d.]*, though 4\.00 times as many were asked for; /,
  );
});

it('says nothing of neighbors where nobody was louder', async () => {
  const { outcome, sentence } = await compared({ times: 1 });
  expect(outcome).toBe('inconclusive');
  expect(sentence).toMatch(
    /^requests of dolomiti: neighbor: no tenant against one that is louder; /,
  );
});

it('refuses a tenant that did not come, and does not settle lone runs', async () => {
  await expect(compared({ times: 4 }, 'dolomit', 1)).rejects.toThrow(
    'Unknown tenant "dolomit". Did you mean "dolomiti"? Known: dolomiti, riviera.',
  );
  const lone = await compared({ times: 4, slower: 1.5 }, 'dolomiti', 1);
  expect(lone.outcome).toBe('inconclusive');
  expect(lone.sentence).toContain('no history tells how much equal runs differ');
});
