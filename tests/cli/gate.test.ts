import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SyntheticRun, healthyRun } from '../../reports/testing/synthetic-run.ts';
import { temporaryRun } from '../../reports/testing/write-run.ts';
import { bilancia } from './run-command-line.ts';

function run(seed: number): SyntheticRun {
  const healthy = healthyRun({ seed });
  Object.assign(healthy.manifest, { id: `run-${seed}`, seed });
  return healthy;
}

describe('bilancia compare and gate', () => {
  it('say the answer first, then every comparison, then how the runs differed', async () => {
    await using base = await temporaryRun(run(1));
    await using newer = await temporaryRun(run(2));
    const { stdout, stderr, status } = await bilancia(['compare', base.folder, newer.folder]);
    expect([stderr, status]).toEqual(['', 3]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(
      /^Comparison: inconclusive: .* undecided: no history tells how much equal runs differ, /,
    );
    expect(lines[1]).toMatch(/^ {2}request +base +new +change +interval +verdict$/);
    expect(lines[2]).toMatch(/^ {2}\S+ +p(50|95) +\S+ ms +\S+ ms +\S+ % +not known +inconclusive$/);
    expect(lines.at(-1)).toBe('  - seed: 1 against 2');
  });

  it('judge a run by its objectives alone, and against baselines', async () => {
    await using alone = await temporaryRun(run(1));
    await using baseline = await temporaryRun(run(2));
    const judged = await bilancia(['gate', alone.folder, '--json']);
    expect(judged.status).toBe(0);
    expect(JSON.parse(judged.stdout)).toMatchObject({ outcome: 'pass', verdict: { run: 'run-1' } });
    const compared = await bilancia([
      'gate',
      alone.folder,
      '--baseline',
      baseline.folder,
      '--json',
    ]);
    expect(compared.status).toBe(3);
    expect(JSON.parse(compared.stdout)).toMatchObject({
      outcome: 'inconclusive',
      verdict: { outcome: 'pass' },
      comparison: { outcome: 'inconclusive' },
    });
  });

  it('learn how much equal runs differ from the history that trend keeps', async () => {
    await using stack = new AsyncDisposableStack();
    const folders: string[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const written = stack.use(await temporaryRun(run(seed)));
      folders.push(written.folder);
    }
    const [newer = '', base = '', ...past] = folders;
    const history = join(base, 'history');
    const kept = await bilancia(['trend', ...past, '--history', history]);
    expect([kept.stderr, kept.status]).toEqual(['', 3]);
    expect(kept.stdout).toMatch(/^Trend: inconclusive: 4 runs that can be compared, /);
    const page = join(base, 'page.html');
    const flags = ['--baseline', base, '--history', history, '--html', page];
    const { stdout } = await bilancia(['gate', newer, ...flags]);
    expect(stdout).toContain('  - history: 4 runs like these\n');
    expect(stdout).toMatch(/^ {2}\S+ +p50 +.* \S+ % to \S+ %/m);
    expect(await readFile(page, 'utf8')).toContain(`${basename(newer)} against ${basename(base)}`);
  });

  it.each<[string, (run: SyntheticRun) => void, RegExp]>([
    [
      'of another scenario',
      ({ manifest }) => Object.assign(manifest, { scenario: 'smoke' }),
      /^Comparison: inconclusive: cannot be compared: scenario smoke against steady\n/,
    ],
    [
      'that was itself invalid',
      (one) => {
        one.health = one.health.map((line) => ({ ...line, schedulingLagMs: 140 }));
      },
      /^Comparison: invalid: base run run-2 is invalid: Timers on the generator's machine fired 140 ms late /,
    ],
    [
      'of another number of visitors',
      ({ manifest }) => Object.assign(manifest, { visitorsAsked: 1001 }),
      /^Comparison: inconclusive: cannot be compared: visitors 1001 against 1000\n/,
    ],
    [
      'that has no histograms',
      (one) => {
        one.histograms = [];
      },
      /^Comparison: (invalid: base run run-2 is invalid: |inconclusive: )/,
    ],
  ])('say of a baseline %s what that means', async (_, change, line) => {
    const changed = run(2);
    change(changed);
    await using base = await temporaryRun(changed);
    await using newer = await temporaryRun(run(1));
    const { stdout, stderr, status } = await bilancia(['compare', base.folder, newer.folder]);
    expect([stderr, status]).toEqual(['', 3]);
    expect(stdout).toMatch(line);
  });

  it('refuse a run of another schema version in one line', async () => {
    await using newer = await temporaryRun(run(1));
    await using base = await temporaryRun(run(2));
    const path = join(base.folder, 'run.json');
    await writeFile(path, '{"schemaVersion": 1}');
    const { stdout, stderr, status } = await bilancia(['compare', base.folder, newer.folder]);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(
      /^Manifest \S+ cannot be used: it is of version 1, and this Bilancia reads version \d+\. .*\n$/,
    );
  });
});
