import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunFileDeclaration } from '../core/run-folder/files/declaration.ts';
import { runFiles } from '../core/run-folder/files/index.ts';
import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import { runFile } from '../core/run-folder/path.ts';
import { readManifest } from '../core/run-folder/read-manifest.ts';
import { writeManifest } from '../core/run-folder/write-manifest.ts';
import { BilanciaError } from '../core/errors.ts';
import { judgeRun } from './report.ts';
import { completeRun, completeRunFolder, evidenceFiles } from './testing/complete-run.ts';
import { damages } from './testing/damage.ts';

let good: Awaited<ReturnType<typeof completeRunFolder>>;
beforeAll(async () => {
  good = await completeRunFolder();
});
afterAll(async () => {
  await good[Symbol.asyncDispose]();
});

/** What judging came to: the outcome and all that was said, or the one line of a known error. */
async function judged(folder: string): Promise<{ outcome: string; said: string }> {
  try {
    const { verdict } = await judgeRun(folder);
    return { outcome: verdict.outcome, said: verdict.reasons.join('\n') };
  } catch (error) {
    if (error instanceof BilanciaError) return { outcome: error.code, said: error.message };
    throw error;
  }
}

/** Judges a copy of the good run after its manifest and one of its files were changed. */
async function judgedAfter(
  manifestOf: (manifest: Manifest) => Manifest,
  damage: (folder: string) => Promise<void>,
): Promise<{ outcome: string; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-damaged-'));
  try {
    await cp(good.folder, folder, { recursive: true });
    await writeManifest(folder, manifestOf(await readManifest(folder)));
    await damage(folder);
    return await judged(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const names = ['engine.csv.gz', ...evidenceFiles.map((file) => runFiles[file].name)];
/** Whose loss nobody could tell without the manifest's sizes, for nothing says that there was one. */
const expectedAnyway = evidenceFiles
  .filter((file) => isExpected(runFiles[file]))
  .map((file) => runFiles[file].name);

function isExpected({ expected }: RunFileDeclaration): boolean {
  return expected?.(completeRun().manifest) !== undefined;
}

const asItIs = (manifest: Manifest): Manifest => manifest;
const withoutSizes = ({ files: _files, ...rest }: Manifest): Manifest => rest;

/** As a crash in the hold leaves it. */
function crashed(manifest: Manifest): Manifest {
  const { files: _files, endedAt: _ended, loadEndedAt: _load, ...rest } = manifest;
  const { end: _end, reading: _reading, ...engine } = manifest.engine;
  const phases = manifest.phases.map(({ endedAt, ...phase }) =>
    phase.kind === 'ramp' && endedAt !== undefined ? { ...phase, endedAt } : phase,
  );
  return { ...rest, engine, phases };
}

describe('of a run that has seen everything', () => {
  it('every evidence file has something to lose, and the run passes', async () => {
    const sizes = await Promise.all(names.map((name) => stat(join(good.folder, name))));
    expect(names.filter((_, index) => (sizes[index]?.size ?? 0) < 6)).toEqual([]);
    expect(await judgedAfter(asItIs, async () => {})).toMatchObject({ outcome: 'pass' });
  });

  const damaged = Object.entries(damages);

  it.each(names.flatMap((name) => damaged.map(([what, damage]) => ({ name, what, damage }))))(
    'never passes with $name $what, and names it',
    async ({ name, damage }) => {
      const { outcome, said } = await judgedAfter(asItIs, (folder) => damage(join(folder, name)));
      expect(['inconclusive', 'invalid']).toContain(outcome);
      expect(said).toContain(name);
    },
  );

  it.each(
    expectedAnyway.flatMap((name) => damaged.map(([what, damage]) => ({ name, what, damage }))),
  )(
    'never passes when run.json has no sizes and $name is $what, and names it',
    async ({ name, damage }) => {
      const damageOne = (folder: string): Promise<void> => damage(join(folder, name));
      for (const manifestOf of [withoutSizes, crashed]) {
        const { outcome, said } = await judgedAfter(manifestOf, damageOne);
        expect(['inconclusive', 'invalid']).toContain(outcome);
        expect(said).toContain(name);
      }
    },
  );

  it('never passes without what a second generator wrote', async () => {
    const ofTwo = (manifest: Manifest): Manifest => ({
      ...manifest,
      engine: { ...manifest.engine, furtherOutputs: ['engine-2.csv.gz'] },
    });
    expect(await judgedAfter(ofTwo, async () => {})).toEqual({
      outcome: 'inconclusive',
      said: expect.stringContaining(
        'engine-2.csv.gz is missing, though expected: every run keeps what its engine wrote.',
      ),
    });
  });

  it.each(['engine.csv.gz', ...expectedAnyway])(
    'never passes when run.json has no size of %s alone',
    async (name) => {
      const withoutOne = (manifest: Manifest): Manifest => ({
        ...manifest,
        files: Object.fromEntries(
          Object.entries(manifest.files ?? {}).filter(([file]) => file !== name),
        ),
      });
      expect(await judgedAfter(withoutOne, async () => {})).toEqual({
        outcome: 'inconclusive',
        said: expect.stringContaining(
          `run.json does not tell how long the files were when the run ended, so some of ${name} may be missing.`,
        ),
      });
    },
  );

  it.each(names)('refuses a folder in the place of %s in one line', async (name) => {
    let path = '';
    const result = await judgedAfter(asItIs, async (folder) => {
      path = join(folder, name);
      await rm(path);
      await mkdir(path);
    });
    expect(result).toEqual({
      outcome: 'unreadable-file',
      said: `Run file ${path} cannot be used: it is a folder. Expected a file.`,
    });
  });

  it.each(damaged)('refuses run.json %s in one line', async (_, damage) => {
    const path = (folder: string): string => runFile(folder, 'manifest');
    const result = await judgedAfter(asItIs, (folder) => damage(path(folder)));
    expect(result).toMatchObject({ outcome: 'unreadable-file' });
    expect(result.said).toMatch(/^Manifest \S+run\.json cannot be used: [^\n]+$/);
  });

  it.each(['verdict', 'report', 'lock'] as const)('does not need the file for %s', async (file) => {
    const write = (folder: string): Promise<void> => writeFile(runFile(folder, file), '');
    expect(await judgedAfter(asItIs, write)).toMatchObject({ outcome: 'pass' });
  });
});
