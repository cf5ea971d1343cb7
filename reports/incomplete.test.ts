import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runFile } from '../core/run-folder/path.ts';
import { runFiles } from '../core/run-folder/files/index.ts';
import { judgeAndDraw } from './report.ts';
import * as faults from './testing/faults.ts';
import { byScript } from './testing/script-run.ts';
import { objectionsBy, verdictOn } from './testing/judge-run.ts';
import { healthyRun } from './testing/synthetic-run.ts';
import { temporaryRun } from './testing/write-run.ts';
import { verdictSchema } from './verdict/schema.ts';

it('judges a crashed run on what there is, and says so', async () => {
  const verdict = await verdictOn(faults.cutAfter(50));
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons.slice(0, 2)).toEqual([
    'The run ended early (it did not end in order): judged on 40 s of the 1 min planned.',
    'run.json does not tell how long the files were when the run ended, so some of engine.csv.gz, script.js, engine.log, console.log, trends.ndjson, failures.ndjson, bookings.ndjson, container-events.ndjson, topology.ndjson, readers.ndjson, writer.ndjson, invariants.ndjson and database-bookings.ndjson may be missing.',
  ]);
  expect(objectionsBy(verdict, 'run-complete')).toEqual([
    'inconclusive: The run ended early (it did not end in order): judged on 40 s of the 1 min planned.',
  ]);
});

it('takes nothing for lost or unknown when one side of a crashed run may be missing', async () => {
  const verdict = await verdictOn((run) => {
    faults.cutAfter(50)(run);
    faults.lostBooking(run);
    faults.unknownBooking(run);
  });
  expect(verdict.outcome).toBe('inconclusive');
});

it('still fails what is wrong in a crashed run for certain', async () => {
  const verdict = await verdictOn((run) => {
    faults.cutAfter(50)(run);
    faults.doubledBooking(run);
  });
  expect(verdict.outcome).toBe('fail');
});

it('never passes a run that was ended early, however long it was held', async () => {
  const verdict = await verdictOn(faults.cutAfter(50, 'interrupted'));
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons).toContain(
    'The run ended early (interrupted): judged on 40 s of the 1 min planned.',
  );
});

it('leaves out last lines that were cut short, and names their files', async () => {
  await using run = await temporaryRun(healthyRun());
  const files = ['histograms', 'series', 'bookings', 'readers', 'containerEvents'] as const;
  for (const file of files) await appendFile(runFile(run.folder, file), '{"t":17');
  const verdict = await judgeAndDraw(run.folder);
  expect(objectionsBy(verdict, 'run-complete')).toEqual([
    'inconclusive: The last line was cut short, and left out, of histograms.ndjson, series.ndjson, bookings.ndjson, container-events.ndjson and readers.ndjson.',
  ]);
});

it('judges the rest when lines are torn, as by a disk that was full for a while, and says so', async () => {
  await using run = await temporaryRun(healthyRun());
  const path = runFile(run.folder, 'histograms');
  const lines = (await readFile(path, 'utf8')).split('\n');
  lines.splice(40, 2, `${lines[40]?.slice(0, 20)}${lines[41]}`);
  await writeFile(path, lines.join('\n'));
  await appendFile(runFile(run.folder, 'readers'), '{"at":"noon"}\n');
  const verdict = await judgeAndDraw(run.folder);
  expect(verdict.outcome).toBe('inconclusive');
  expect(objectionsBy(verdict, 'unreadable-lines')).toEqual([
    expect.stringMatching(
      /^inconclusive: 1 line of histograms\.ndjson could not be read and was left out, the first line 41: .+\.$/,
    ),
    expect.stringMatching(
      /^inconclusive: 1 line of readers\.ndjson could not be read and was left out, the first line 141: at: .+\.$/,
    ),
  ]);
  expect(verdict.load.requests).toBeGreaterThan(3000);
});

it('makes a verdict and a report of a folder that holds no more than the manifest', async () => {
  await using run = await temporaryRun(healthyRun());
  for (const { name } of Object.values(runFiles))
    if (name !== runFiles.manifest.name) await rm(`${run.folder}/${name}`, { force: true });
  const verdict = await judgeAndDraw(run.folder);
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons).toEqual([
    'There are no requests to judge.',
    'Whether the generator was the limit is not known: generator-health.ndjson has nothing of the judged time.',
    '17 files are missing: script.js, engine.log, console.log, histograms.ndjson, trends.ndjson, series.ndjson, failures.ndjson, hosts.ndjson, bookings.ndjson, container-events.ndjson, access.log, topology.ndjson, generator-health.ndjson, readers.ndjson, writer.ndjson, invariants.ndjson and database-bookings.ndjson.',
    'series.ndjson ends 69 s before the load did: it lacks some.',
    'Nobody looked for anything that a booking system can lose: no invariant had anything to check.',
  ]);
  expect(await readFile(runFile(run.folder, 'report'), 'utf8')).toContain('Inconclusive');
});

it("judges a script of the user's own, which has no plan, no visitors and no database", async () => {
  const verdict = await verdictOn(byScript());
  expect(verdict.outcome).toBe('pass');
  expect(verdict.invariants).toEqual([]);
  expect(verdict.load.sessionsPerSecond).toEqual({ planned: null, observed: null });
  expect(verdict.reasons).toContain(
    'The target offers no database, so the invariants of its bookings were not checked there.',
  );
});

it('judges the same folder again to the same verdict', async () => {
  await using run = await temporaryRun(healthyRun());
  await judgeAndDraw(run.folder);
  const first = await readFile(runFile(run.folder, 'verdict'), 'utf8');
  await judgeAndDraw(run.folder);
  expect(await readFile(runFile(run.folder, 'verdict'), 'utf8')).toBe(first);
  expect(verdictSchema.parse(JSON.parse(first)).outcome).toBe('pass');
});

it('refuses a folder without a manifest in one line', async () => {
  await using run = await temporaryRun(healthyRun());
  const path = runFile(run.folder, 'manifest');
  await rm(path);
  await expect(judgeAndDraw(run.folder)).rejects.toMatchObject({
    message: `Manifest ${path} cannot be used: there is no such file. Expected the run.json of a run folder.`,
  });
  await writeFile(path, '{');
  await expect(judgeAndDraw(run.folder)).rejects.toMatchObject({ code: 'unreadable-file' });
});
