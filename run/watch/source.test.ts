import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { type ProbeManifest, writeProbeManifest } from '../../core/probe-folder/manifest.ts';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import { holdLock } from '../../core/run-folder/lock.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { heldDrill } from '../../reports/testing/synthetic-drill.ts';
import { assertWatchable } from './assert-watchable.ts';
import { folderSource, newestSource } from './source.ts';

const start = Date.UTC(2026, 6, 1, 8);
const now = (): number => start + 25_000;

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'bilancia-watch-'));
});
afterAll(async () => {
  await rm(scratch, { recursive: true });
});

const probe: ProbeManifest = {
  schemaVersion: 1,
  probe: 'reader-balance',
  target: { name: 'local', kind: 'local' },
  settings: {},
  plannedSeconds: 60,
  startedAt: new Date(start).toISOString(),
  bilanciaVersion: '0.1.0',
};

function answers(from: number, count: number): string {
  const lines = Array.from({ length: count }, (_, nth) => ({
    kind: 'answer',
    at: start + (from + nth) * 1000,
    asked: 'authority',
    server: '127.0.0.1:53',
    chain: [{ type: 'A', ttl: 1, data: `10.0.0.${1 + (nth % 2)}` }],
    address: `10.0.0.${1 + (nth % 2)}`,
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readers(): string {
  return ['1', '2']
    .map((host) => ({
      kind: 'reader',
      at: start,
      id: `db-${host}`,
      host: `10.0.0.${host}`,
      role: 'reader',
    }))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

it('shows a probe from before its folder is there to its verdict', async () => {
  const folder = join(scratch, 'probe');
  const source = folderSource(folder, now);
  expect(await source.look()).toMatchObject({
    standing: 'waiting',
    state: `Waiting for a run, probe or drill to begin in ${folder}.`,
  });
  await mkdir(folder);
  const release = await holdLock(folder);
  await writeProbeManifest(folder, probe);
  await writeFile(join(folder, probeFiles.samples), readers() + answers(0, 10));
  const early = await source.look();
  expect(early).toMatchObject({
    standing: 'running',
    state: 'Looking for 25 s of 1 min.',
    title: 'running: reader-balance of local',
  });
  expect(early.sections.join('')).toContain('<h2>Windows</h2>');
  expect(early.sections.join('')).not.toContain('class="verdict');
  // Nothing came, so nothing is judged or drawn anew.
  expect(await source.look()).toBe(early);
  await appendFile(join(folder, probeFiles.samples), answers(10, 10));
  expect((await source.look()).sections).not.toEqual(early.sections);
  await writeProbeManifest(folder, { ...probe, endedAt: new Date(start + 60_000).toISOString() });
  await release();
  const last = await source.look();
  expect(last).toMatchObject({
    standing: 'ended',
    state: 'The probe is over.',
    title: 'inconclusive: reader-balance of local',
  });
  expect(last.sections[0]).toContain('<section class="verdict inconclusive"');
});

it('says of a probe without an end whose process is gone that it was cut short', async () => {
  const folder = join(scratch, 'cut');
  await mkdir(folder);
  await writeProbeManifest(folder, probe);
  await writeFile(join(folder, probeFiles.samples), readers() + answers(0, 10));
  expect(await folderSource(folder, now).look()).toMatchObject({
    standing: 'cut',
    state: 'Cut short: the process of this probe is gone, and did not end it. This is what it saw.',
  });
});

it('shows the steps of a drill without load, and what they cost', async () => {
  const folder = join(scratch, 'drill');
  await mkdir(folder);
  const release = await holdLock(folder);
  const { journal, events } = heldDrill(start);
  const { end: _end, ...going } = journal;
  await writeFile(runFile(folder, 'journal'), JSON.stringify({ ...going, status: 'interrupted' }));
  const source = folderSource(folder, now);
  const early = await source.look();
  expect(early).toMatchObject({ standing: 'running', state: 'The drill goes on.' });
  expect(early.sections.join('')).toContain('kill the writer');
  expect(early.sections.join('')).not.toContain('cut short');
  await writeFile(
    runFile(folder, 'writeAudit'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  // Clients are followed between the steps as well.
  const between = (await source.look()).sections.join('');
  expect(between).toContain('pool-5s');
  expect(between).not.toContain('not recovered');
  await writeFile(runFile(folder, 'journal'), JSON.stringify(journal));
  await release();
  const last = await source.look();
  expect(last).toMatchObject({ standing: 'ended', state: 'The drill is over.' });
  expect(last.title).toMatch(/^pass: /);
  expect(last.sections.join('')).toContain('pool-5s');
});

it('takes the run of a comparison that goes on, and refuses the comparison itself', async () => {
  const runs = join(scratch, 'compared');
  const [comparison, block] = [join(runs, 'ab'), join(runs, 'ab', '01-a')];
  await mkdir(block, { recursive: true });
  const releases = [await holdLock(comparison), await holdLock(block)];
  await writeFile(join(comparison, abFiles.manifest), '{}');
  await writeProbeManifest(block, probe);
  await writeFile(join(block, probeFiles.samples), readers() + answers(0, 10));
  expect((await newestSource(runs, now).look()).standing).toBe('running');
  await expect(assertWatchable(comparison, { runs, isAwaited: false })).rejects.toThrow(
    `Folder ${comparison} cannot be used: it is a comparison, and each of its runs has a folder of its own. Expected the folder of a run, probe or drill.`,
  );
  for (const release of releases) await release();
});

it('takes the newest of those that go on, and none that is over', async () => {
  const runs = join(scratch, 'runs');
  const source = newestSource(runs, now);
  const waiting = `Waiting for a run, probe or drill to begin below ${runs}.`;
  expect(source.waiting).toBe(waiting);
  expect(await source.found()).toBeUndefined();
  expect((await source.look()).state).toBe(waiting);
  const over = join(runs, 'over');
  await mkdir(over, { recursive: true });
  await writeProbeManifest(over, { ...probe, endedAt: new Date(start).toISOString() });
  expect((await source.look()).state).toBe(waiting);
  const going = join(runs, 'going');
  await mkdir(going);
  const release = await holdLock(going);
  await writeProbeManifest(going, { ...probe, target: { name: 'theirs', kind: 'described' } });
  await writeFile(join(going, probeFiles.samples), readers() + answers(0, 10));
  expect((await source.look()).title).toBe('running: reader-balance of theirs');
  await release();
  // It stays with what it has begun to watch.
  expect(await source.found()).toBe(going);
  expect((await source.look()).standing).toBe('cut');
});
