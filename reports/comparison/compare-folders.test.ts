import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { add, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import { bucketValue } from '../../core/statistics/log-buckets.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { defaultGateOptions } from '../gate/options.ts';
import { type SyntheticRun, healthyRun } from '../testing/synthetic-run.ts';
import { readJudged } from '../history/read-judged.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { type FoldersResult, compareJudged, readSides } from './compare-folders.ts';
import { comparisonRows, differenceLines } from './terminal.ts';

function run(seed: number, change: (run: SyntheticRun) => void = () => undefined): SyntheticRun {
  const healthy = healthyRun({ seed });
  Object.assign(healthy.manifest, { id: `run-${seed}`, seed });
  change(healthy);
  return healthy;
}

/** Makes the durations of one request name longer. */
function slow(name: string, ratio: number): (run: SyntheticRun) => void {
  return (run) => {
    run.histograms = run.histograms.map((line) =>
      line.name === name ? slowed(line, ratio) : line,
    );
  };
}

function slowed({ t, name, outcome, b }: HistogramLine, ratio: number): HistogramLine {
  const histogram = emptyHistogram();
  for (const [bucket, count] of b)
    for (let left = count; left > 0; left -= 1)
      add(histogram, Math.round(bucketValue(bucket) * ratio));
  return toLine(histogram, { t, name, outcome });
}

/** Compares runs through their folders. */
async function compare(
  base: readonly SyntheticRun[],
  newer: readonly SyntheticRun[],
  history: readonly SyntheticRun[] = [],
): Promise<FoldersResult> {
  await using stack = new AsyncDisposableStack();
  const folders: string[] = [];
  for (const one of [...base, ...newer, ...history]) {
    const written = await temporaryRun(one);
    stack.use(written);
    folders.push(written.folder);
  }
  const [afterBase, afterNew] = [base.length, base.length + newer.length];
  const sides = await readSides({
    base: folders.slice(0, afterBase),
    new: folders.slice(afterBase, afterNew),
    history: folders.slice(afterNew),
  });
  return compareJudged(sides, defaultGateOptions);
}

describe('a comparison of run folders', () => {
  it('refuses a run that is there twice, on one side or on both', async () => {
    const said = expect.stringMatching(
      /^\S+ and \S+ are both run run-1, which tells nothing beside itself and nothing more the second time\. Name each run once\.$/,
    );
    await expect(compare([run(1), run(2), run(1)], [run(3)])).rejects.toMatchObject({
      code: 'cannot-compare',
      message: said,
    });
    await expect(compare([run(1)], [run(2), run(1)])).rejects.toMatchObject({ message: said });
  });

  it('takes answered requests of the judged seconds', async () => {
    await using written = await temporaryRun(run(1));
    const { from, to, requests, identity } = (await readJudged(written.folder)).blocks;
    expect([from, to]).toEqual([0, 60]);
    expect(identity).toMatchObject({ visitors: 1000, scenario: 'steady' });
    const lines = [...requests.values()].flat();
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.every(({ t }) => t >= 0 && t < 60)).toBe(true);
  });

  it('does not fail sets of equal runs, and says how they differ', async () => {
    const result = await compare(
      [run(1), run(2), run(3), run(4)],
      [run(5), run(6), run(7), run(8)],
    );
    expect(result.outcome).not.toBe('fail');
    expect(result.comparisons.length).toBeGreaterThan(2);
    expect(differenceLines(result)).toContain('seed: 1 against 2');
  });

  it('fails sets of runs in which one request is slower, and names it', async () => {
    const slower = slow('section', 1.5);
    const { outcome, sentence, comparisons } = await compare(
      [run(1), run(2), run(3), run(4)],
      [run(5, slower), run(6, slower), run(7, slower), run(8, slower)],
    );
    expect(outcome).toBe('fail');
    expect(sentence).toMatch(/^section: p\d+ \d+ % slower \(\d+ to \d+ %\)/);
    expect(comparisonRows(comparisons)[1]?.[0]).toBe('section');
  });

  it('is inconclusive for two lone runs', async () => {
    const { outcome, sentence } = await compare([run(1)], [run(2)]);
    expect(outcome).toBe('inconclusive');
    expect(sentence).toContain('no history tells how much equal runs differ');
  });

  it('learns from a history how much equal runs differ, but not from invalid ones', async () => {
    const { comparisons } = await compare([run(1)], [run(2)], [run(3), run(4), run(5)]);
    expect(comparisons[0]?.interval).toBeDefined();
    const late = [run(3), run(4)].map((one) => ({
      ...one,
      health: one.health.map((line) => ({ ...line, schedulingLagMs: 140 })),
    }));
    const without = await compare([run(1)], [run(2)], late);
    expect(without.comparisons[0]?.interval).toBeUndefined();
  });

  it('is inconclusive for runs on two machines', async () => {
    const other = run(2, ({ manifest }) => {
      manifest.machine.cores += 2;
    });
    const { outcome, sentence } = await compare([run(1)], [other]);
    expect(outcome).toBe('inconclusive');
    expect(sentence).toMatch(/^cannot be compared: machine /);
  });

  it('is invalid where a run is', async () => {
    const invalid = run(1, (one) => {
      one.health = one.health.map((line) => ({ ...line, schedulingLagMs: 140 }));
    });
    const { outcome, sentence, comparisons } = await compare([invalid], [run(2)]);
    expect([outcome, comparisons]).toEqual(['invalid', []]);
    expect(sentence).toMatch(
      /^base run run-1 is invalid: Timers on the generator's machine fired 140 ms late/,
    );
  });

  it.each<[string, (text: string) => string]>([
    ['was cut', (text) => text.slice(0, text.length / 2)],
    ['has a NaN', (text) => text.replace(/"n":\d+/, '"n":NaN')],
    ['has a negative count', (text) => text.replace(/"n":\d+/, '"n":-4')],
  ])('settles nothing where the file of durations of a run %s', async (_, damage) => {
    await using stack = new AsyncDisposableStack();
    const folderOf = async (seed: number, change?: (run: SyntheticRun) => void): Promise<string> =>
      stack.use(await temporaryRun(run(seed, change))).folder;
    const slower = slow('section', 1.5);
    const base = [await folderOf(1), await folderOf(2), await folderOf(3), await folderOf(4)];
    const newer = await Promise.all([5, 6, 7, 8].map((seed) => folderOf(seed, slower)));
    const path = runFile(base[1] ?? '', 'histograms');
    await writeFile(path, damage(await readFile(path, 'utf8')));
    const sides = await readSides({ base, new: newer });
    const { outcome, sentence } = compareJudged(sides, defaultGateOptions);
    expect(outcome).toBe('inconclusive');
    expect(sentence).toMatch(
      /^some of histograms\.ndjson is lost of base run run-2; section: p95 /,
    );
  });

  it('refuses a folder that holds no run', async () => {
    await expect(readSides({ base: ['nowhere'], new: ['nowhere'] })).rejects.toThrow(
      /^Manifest .*nowhere\/run\.json cannot be used: there is no such file\. /,
    );
  });
});
