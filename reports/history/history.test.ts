import { fc, test } from '@fast-check/vitest';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../gate/run-summary.ts';
import { healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { keepInHistory } from './keep.ts';
import { readHistory } from './read.ts';
import { parseSummary, summaryName, summaryText } from './summary-file.ts';
import { summaryAt } from './testing/summary.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const figure = fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true });
const anySummary: fc.Arbitrary<RunSummary> = fc
  .record({
    id: fc.string({ minLength: 1 }),
    startedAt: fc.integer({ min: 0, max: 4e12 }),
    seconds: figure,
    failed: fc.nat(),
    revision: fc.option(fc.string(), { nil: undefined }),
    requests: fc.array(
      fc.record({
        name: fc.string(),
        n: fc.nat(),
        percentiles: fc.array(fc.record({ percentile: fc.constantFrom(0.5, 0.95), ms: figure })),
      }),
    ),
  })
  .map((some) => ({ ...summaryAt(0), ...some }));

describe('a history folder', () => {
  test.prop([anySummary])('keeps a summary as it is', (summary) => {
    expect(parseSummary(summaryText(summary))).toEqual(
      JSON.parse(JSON.stringify(summary)) as unknown,
    );
  });

  test.prop([anySummary])('names files by time, and never outside of the folder', (summary) => {
    expect(summaryName(summary)).toMatch(/^\d{8}T\d{6}-[\w-]{1,64}\.json$/);
  });

  it('has a file for each run, once, with a line for each request', async () => {
    const runs = [summaryAt(0), summaryAt(1, { offers: 90, __proto__x: 3 })];
    await keepInHistory(join(folder, 'deep', 'history'), runs);
    await keepInHistory(join(folder, 'deep', 'history'), runs.slice(1));
    const names = await readdir(join(folder, 'deep', 'history'));
    expect(names.toSorted()).toEqual(['20261001T030000-run-0.json', '20261002T030000-run-1.json']);
    const { summaries, notes } = await readHistory([join(folder, 'deep', 'history')]);
    expect([summaries, notes]).toEqual([runs, []]);
    const text = await readFile(join(folder, 'deep', 'history', names[1] ?? ''), 'utf8');
    expect(text.split('\n').filter((line) => line.includes('"percentile"'))).toHaveLength(2);
  });

  it.each([
    ['{', /^history: \S+\/bad\.json is left out: .*JSON.*$/],
    ['{"schemaVersion": 2}', /is left out: it is of version 2, and this Bilancia reads version 1$/],
    ['[]', /is left out: /],
    [summaryText(summaryAt(0, { offers: -4 })), /is left out: requests\.0\.percentiles\.0\.ms: /],
    [summaryText(summaryAt(0)).replace('"ms":100', '"ms":NaN'), /is left out: .*JSON/],
    [summaryText(summaryAt(0, {}, { failed: Number.MAX_VALUE })), /is left out: failed: /],
  ])('says of a file with %s that it is left out', async (text, note) => {
    await keepInHistory(folder, [summaryAt(3)]);
    await writeFile(join(folder, 'bad.json'), text);
    const { summaries, notes } = await readHistory([folder]);
    expect(summaries).toEqual([summaryAt(3)]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(note);
    expect(notes[0]).not.toContain('\n');
  });

  it('that is not there yet holds no runs, and says so', async () => {
    const path = join(folder, 'later');
    expect(await readHistory([path])).toEqual({
      summaries: [],
      notes: [`history: ${path} holds no runs yet`],
    });
  });

  it('is refused where it is a file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    await expect(readHistory([path])).rejects.toThrow(
      /^History \S+\/file cannot be used: ENOTDIR: .*\. Expected a history folder, as "bilancia trend RUN --history FOLDER" keeps it\.$/,
    );
    await expect(keepInHistory(path, [summaryAt(0)])).rejects.toThrow(
      /file cannot be used: EEXIST/,
    );
  });

  it('takes run folders as well', async () => {
    await using run = await temporaryRun(healthyRun());
    const { summaries } = await readHistory([run.folder]);
    expect(summaries[0]).toMatchObject({ outcome: 'pass', seconds: 60, failed: 0 });
    expect(summaries[0]?.requestsPerSecond).toBeGreaterThan(40);
    expect(summaries[0]?.requests.map(({ name }) => name)).toContain('offers');
  });
});
