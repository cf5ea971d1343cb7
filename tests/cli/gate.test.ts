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
});
