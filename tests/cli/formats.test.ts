import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { healthyRun } from '../../reports/testing/synthetic-run.ts';
import { temporaryRun } from '../../reports/testing/write-run.ts';
import { bilancia } from './run-command-line.ts';

describe('--format', () => {
  it('prints one format alone, and writes others where they are to go', async () => {
    await using run = await temporaryRun(healthyRun());
    const csv = join(run.folder, 'figures.csv');
    const ended = await bilancia([
      'report',
      run.folder,
      '--format',
      'markdown',
      '--format',
      `csv=${csv}`,
    ]);
    expect([ended.status, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(/^## ✅ Bilancia: pass\n/);
    expect(ended.stdout).not.toContain('Verdict:');
    expect(await readFile(csv, 'utf8')).toMatch(/^run,started_at,scenario,revision,about,/);
  });

  it('writes the only format to --out, and tells the verdict', async () => {
    await using run = await temporaryRun(healthyRun());
    const junit = join(run.folder, 'junit.xml');
    const ended = await bilancia(['report', run.folder, '--format', 'junit', '--out', junit]);
    expect([ended.status, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(/^Verdict: pass\n/);
    expect(await readFile(junit, 'utf8')).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
  });

  it('tells of a comparison where the gate made one', async () => {
    await using run = await temporaryRun(healthyRun());
    const before = healthyRun({ seed: 2 });
    before.manifest.id = 'before';
    await using baseline = await temporaryRun(before);
    const args = [
      'gate',
      run.folder,
      '--baseline',
      baseline.folder,
      '--format',
      'github-annotations',
    ];
    const ended = await bilancia(args);
    expect([ended.status, ended.stderr]).toEqual([3, '']);
    expect(ended.stdout).toMatch(/^::notice .*\n::warning title=Bilancia%3A comparison::.*\n$/);
  });

  it('says where a file cannot be written', async () => {
    await using run = await temporaryRun(healthyRun());
    const nowhere = join(run.folder, 'nowhere', 'junit.xml');
    const ended = await bilancia(['report', run.folder, '--format', `junit=${nowhere}`]);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(
      `File ${nowhere} cannot be used: ENOENT: no such file or directory. Expected a place that can be written.`,
    );
  });
});
