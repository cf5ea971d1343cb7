// @module-tag needs/chromium
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { launchChromium } from '../../tests/chromium.ts';
import { judgeAndDraw } from '../report.ts';
import { failRequests, timeout } from '../testing/faults.ts';
import { openReplay } from '../testing/replay.ts';
import { healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { openHub } from './hub.ts';
import { livePage } from './page.ts';
import type { Source } from './picture.ts';
import { runSource } from './run-source.ts';
import { type LiveServer, serveLive } from './server.ts';

const replayer = fileURLToPath(new URL('../testing/replay-main.ts', import.meta.url));

let browser: Browser;
let recorded: Awaited<ReturnType<typeof temporaryRun>>;
let scratch: string;

beforeAll(async () => {
  browser = await launchChromium();
  const run = healthyRun({ visitors: 100, rampSeconds: 10, holdSeconds: 40 });
  failRequests('offers', timeout, 3, [20, 30])(run);
  recorded = await temporaryRun(run);
  await judgeAndDraw(recorded.folder);
  scratch = await mkdtemp(join(tmpdir(), 'bilancia-live-'));
});
afterAll(async () => {
  await browser.close();
  await recorded[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true });
});

let folders = 0;
const newFolder = (): string => join(scratch, `${(folders += 1)}`);

async function serve(source: Source, port = 0): Promise<LiveServer> {
  const hub = openHub({ source, cpuMs: () => 0, epoch: `${(folders += 1)}` });
  return serveLive({ hub, page: await livePage(), host: '127.0.0.1', port });
}

const sourceOf = (folder: string): Source =>
  runSource(folder, () => Date.parse('2026-07-01T08:00:30Z'));

interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

async function opened(
  port: number,
  { width, scheme }: Look = { width: 1280, scheme: 'light' },
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${port}/`);
  return { page, complaints };
}

const state = (page: Page, standing: string): Promise<void> =>
  page.locator(`#standing[data-standing="${standing}"]`).waitFor();

/** All words of the report, figures of the legends included. */
const wordsIn = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelector('main').querySelectorAll('section, dl.figures')].map((one) => one.innerText.replaceAll(/\\s+/g, ' ')).join('\\n')`,
  );

describe.each([
  { width: 360, scheme: 'light' },
  { width: 1920, scheme: 'dark' },
] as const)('at $width px, $scheme', (look) => {
  it('follows a run from its beginning to a last picture that is the report', async () => {
    const folder = newFolder();
    const replay = await openReplay(recorded.folder, folder);
    await replay.upTo(replay.from + 15);
    const server = await serve(sourceOf(folder));
    const early = await opened(server.port, look);
    await state(early.page, 'running');
    await early.page.locator('[data-chart="visitors"] canvas').waitFor();
    expect(await early.page.locator('#state').innerText()).toBe(
      'Running for 30 s of 50 s, in the phase hold.',
    );
    const scrolled = early.page.evaluate('document.documentElement.scrollWidth');
    expect(await scrolled).toBe(look.width);
    const axis = `document.querySelector('[data-chart="visitors"] .u-over').getBoundingClientRect().width`;
    expect(await early.page.evaluate(axis)).toBeGreaterThan(100);

    await replay.upTo(replay.from + 40);
    const later = await opened(server.port, look);
    await early.page.getByRole('heading', { name: 'Failed requests' }).waitFor();
    await later.page.getByRole('heading', { name: 'Failed requests' }).waitFor();
    expect(await wordsIn(early.page)).toBe(await wordsIn(later.page));
    expect(await early.page.getByRole('heading', { name: 'Inconclusive' }).count()).toBe(0);

    await replay.end();
    const after = await opened(server.port, look);
    const report = await browser.newPage({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.scheme,
    });
    await report.goto(pathToFileURL(runFile(folder, 'report')).href);
    await report.locator('.u-over').first().waitFor();
    const expected = await wordsIn(report);
    expect(expected).toContain('request timeout');
    for (const { page, complaints } of [early, later, after]) {
      await state(page, 'ended');
      await page.locator('.u-over').last().waitFor();
      await expect.poll(() => wordsIn(page)).toBe(expected);
      expect(await page.title()).toBe(await report.title());
      expect(await page.locator('[data-chart] canvas').count()).toBe(
        await report.locator('[data-chart] canvas').count(),
      );
      expect(complaints).toEqual([]);
      await page.close();
    }
    await report.close();
    await server.close();
  });
});

it('keeps what a person has pointed at, unfolded and focused while figures change', async () => {
  const folder = newFolder();
  const replay = await openReplay(recorded.folder, folder);
  await replay.upTo(replay.from + 30);
  const server = await serve(sourceOf(folder));
  const { page, complaints } = await opened(server.port);
  const plot = page.locator('[data-chart="visitors"]');
  await plot.locator('.u-over').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.id')).toBe('theme');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.dataset.chart')).toBe('visitors');
  await page.keyboard.press('ArrowLeft');
  const said = page.locator('#said');
  await expect
    .poll(() => said.innerText())
    .toMatch(/^Visitors at 0:\d\d: on the site \d+, planned \d+$/);
  await page.keyboard.press('Home');
  await expect
    .poll(() => said.innerText())
    .toMatch(/^Visitors at 0:00: on the site \d+, planned –$/);
  await replay.upTo(replay.from + 45);
  const before = await wordsIn(page);
  await expect.poll(() => wordsIn(page), { timeout: 15_000 }).not.toBe(before);
  expect(await page.evaluate('document.activeElement.dataset.chart')).toBe('visitors');
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
  await replay.abandon();
});

it('says when its server is gone, and goes on by itself when there is one again', async () => {
  const folder = newFolder();
  const replay = await openReplay(recorded.folder, folder);
  await replay.upTo(replay.from + 20);
  const server = await serve(sourceOf(folder));
  const { page } = await opened(server.port);
  await state(page, 'running');
  await server.close();
  await page.getByText('"bilancia watch" has not answered for').waitFor();
  expect(await page.locator('html[data-lost]').count()).toBe(1);
  await replay.end();
  const again = await serve(sourceOf(folder), server.port);
  await state(page, 'ended');
  expect(await page.locator('#connection').innerText()).toBe('');
  expect(await page.locator('html[data-lost]').count()).toBe(0);
  await page.close();
  await again.close();
});

it('says that a run was cut short when its process was killed', async () => {
  const folder = newFolder();
  const writing = spawn(process.execPath, [replayer, recorded.folder, folder], { stdio: 'ignore' });
  const gone = once(writing, 'exit');
  const started = { look: async () => sourceOf(folder).look() };
  await expect
    .poll(async () => (await started.look()).standing, { timeout: 20_000 })
    .toBe('running');
  const server = await serve(sourceOf(folder));
  const { page } = await opened(server.port);
  await state(page, 'running');
  writing.kill('SIGKILL');
  await gone;
  await state(page, 'cut');
  expect(await page.locator('#state').innerText()).toBe(
    'Cut short: the process that wrote this run is gone, and did not end it. This is what it left.',
  );
  await page.getByRole('heading', { name: 'Inconclusive' }).waitFor();
  await page.close();
  await server.close();
});

it('shows a folder that cannot be read as one sentence, and what it saw before', async () => {
  const folder = newFolder();
  const replay = await openReplay(recorded.folder, folder);
  await replay.upTo(replay.from + 20);
  const server = await serve(sourceOf(folder));
  const { page } = await opened(server.port);
  await page.locator('.u-over').first().waitFor();
  await writeFile(runFile(folder, 'manifest'), 'nothing of ours');
  await page
    .getByText(/^Manifest .*run\.json cannot be used: .*Expected the run\.json of a run folder\.$/)
    .waitFor();
  expect(await page.getByRole('heading', { name: 'Response time' }).count()).toBe(1);
  await page.close();
  await server.close();
  await replay.abandon();
});

it('answers nobody who asks by a name of another machine', async () => {
  const server = await serve(sourceOf(recorded.folder));
  const asked = async (
    host: string,
  ): Promise<{ readonly status: number | undefined; readonly body: string }> => {
    const [response] = await once(
      get({ port: server.port, host: '127.0.0.1', headers: { host } }),
      'response',
    );
    return { status: response.statusCode, body: await text(response) };
  };
  expect(await asked('rebound.example.com')).toEqual({
    status: 403,
    body: 'This page is shown to its own machine only. Start it with "bilancia watch --host ADDRESS" to show it to others.\n',
  });
  expect((await asked(`localhost:${server.port}`)).status).toBe(200);
  await server.close();
});

it('asks for nothing while it is hidden, and catches up when it is seen again', async () => {
  const folder = newFolder();
  const replay = await openReplay(recorded.folder, folder);
  await replay.upTo(replay.from + 20);
  const server = await serve(sourceOf(folder));
  const { page, complaints } = await opened(server.port);
  await page.locator('.u-over').first().waitFor();
  const setHidden = (isHidden: boolean): Promise<void> =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { configurable: true, value: ${isHidden} });
       void document.dispatchEvent(new Event('visibilitychange'))`,
    );
  const closed = page.waitForEvent('requestfailed', (request) => request.url().includes('/events'));
  await setHidden(true);
  await closed;
  await replay.end();
  const other = await opened(server.port);
  await state(other.page, 'ended');
  await other.page.close();
  expect(await page.locator('#standing').getAttribute('data-standing')).toBe('running');
  await setHidden(false);
  await state(page, 'ended');
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
});
