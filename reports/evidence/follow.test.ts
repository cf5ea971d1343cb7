import {
  appendFile,
  cp,
  mkdtemp,
  readFile,
  readdir,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, expect } from 'vitest';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { drawSections } from '../html/draw.ts';
import { sections } from '../html/sections/index.ts';
import { judge } from '../judge.ts';
import { defaultObjectives } from '../objectives/defaults.ts';
import { failRequests, timeout } from '../testing/faults.ts';
import { healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import type { Evidence } from './evidence.ts';
import { type GrowingEvidence, followEvidence, readEvidence } from './read.ts';

let written: Awaited<ReturnType<typeof temporaryRun>>;
let expected: unknown;
const contents = new Map<string, Buffer>();

beforeAll(async () => {
  const run = healthyRun({ visitors: 20, rampSeconds: 5, holdSeconds: 15 });
  failRequests('offers', timeout, 2, [8, 12])(run);
  written = await temporaryRun(run);
  for (const name of await readdir(written.folder))
    contents.set(name, await readFile(join(written.folder, name)));
  expected = told(await readEvidence(written.folder, 5));
});
afterAll(async () => {
  await written[Symbol.asyncDispose]();
});

/** Everything that verdict and charts say. */
function told(evidence: Evidence): unknown {
  const verdict = judge(evidence, defaultObjectives);
  return { verdict, data: drawSections(evidence, verdict, sections).data };
}

async function grown(following: GrowingEvidence): Promise<Evidence> {
  const evidence = await following.grow();
  if (evidence === undefined) throw new Error('It asks to be read from the start again.');
  return evidence;
}

/** A folder that has what a run has at its beginning: its manifest, and the first second of its load. */
async function begun(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-follow-'));
  const { manifest, series } = runFiles;
  await writeFile(join(folder, manifest.name), contents.get(manifest.name) ?? '');
  const lines = String(contents.get(series.name));
  await writeFile(join(folder, series.name), lines.slice(0, lines.indexOf('\n') + 1));
  return folder;
}

test.prop([fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 })], {
  numRuns: 12,
})('a folder that is followed says in the end what it says when it is read once', async (cuts) => {
  const folder = await begun();
  try {
    const following = await followEvidence(folder, 5);
    const places = new Map<string, number>();
    places.set(runFiles.series.name, String(contents.get(runFiles.series.name)).indexOf('\n') + 1);
    places.set(runFiles.manifest.name, Infinity);
    // Files are cut anywhere, in the middle of a line as well.
    for (const share of [...cuts.toSorted((a, b) => a - b), 1]) {
      for (const [name, bytes] of contents) {
        const from = places.get(name) ?? 0;
        const to = Math.max(from, Math.floor(share * bytes.length));
        if (from === Infinity) continue;
        await appendFile(join(folder, name), bytes.subarray(from, to));
        places.set(name, to);
      }
      await grown(following);
    }
    expect(told(await grown(following))).toEqual(expected);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a line that is still being written is no record until it has its end', async () => {
  const folder = await begun();
  try {
    const following = await followEvidence(folder, 5);
    const path = join(folder, runFiles.failures.name);
    const text = String(contents.get(runFiles.failures.name));
    const end = text.indexOf('\n');
    await writeFile(path, text.slice(0, end));
    expect((await grown(following)).failures).toEqual([]);
    await appendFile(path, '\n');
    expect((await grown(following)).failures.map(({ count }) => count)).toEqual([2]);
    // The look is worth something: what is there already is not counted again.
    expect((await grown(following)).failures.map(({ count }) => count)).toEqual([2]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a file that became shorter is read from the start again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-follow-'));
  try {
    await cp(written.folder, folder, { recursive: true });
    const following = await followEvidence(folder, 5);
    await truncate(join(folder, runFiles.histograms.name), 10);
    expect(await following.grow()).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
