// @module-tag needs/chromium
import { readFile, stat, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { launchChromium } from '../../tests/chromium.ts';
import { judgeAndDraw } from '../report.ts';
import { addRequests, doubleSale, failRequests, timeout } from '../testing/faults.ts';
import { byScript } from '../testing/script-run.ts';
import { type SyntheticRun, healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

interface Opened {
  readonly page: Page;
  readonly folder: string;
  /** What the page said on the console, and every address it asked for besides its own. */
  readonly complaints: string[];
  readonly requests: string[];
}

/** Judges and draws `run`, opens its report in the browser at this width, and closes all afterwards. */
async function withReport(
  run: SyntheticRun,
  look: { width: number; scheme: 'light' | 'dark' },
  check: (opened: Opened) => Promise<void>,
): Promise<void> {
  await using written = await temporaryRun(run);
  await judgeAndDraw(written.folder);
  const url = pathToFileURL(runFile(written.folder, 'report')).href;
  const page = await browser.newPage({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.scheme,
  });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  await page.locator('.u-over').first().waitFor();
  await check({ page, folder: written.folder, complaints, requests });
  await page.close();
}

const looks = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
] as const;

describe.each(looks)('at $width px, $scheme', (look) => {
  it('draws every chart without a complaint, a request or a horizontal scroll bar', async () => {
    await withReport(healthyRun(), look, async ({ page, complaints, requests }) => {
      expect(await page.locator('[data-chart]').count()).toBe(26);
      expect(await page.locator('[data-chart] canvas').count()).toBe(26);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
    });
  });
});

it.each([360, 768, 1280, 1920])('cuts no figure and no verdict off at %i px', async (width) => {
  await withReport(healthyRun(), { width, scheme: 'light' }, async ({ page }) => {
    const cutOff = `[...document.querySelectorAll('.scroll th, .scroll td')]
      .filter((cell) => cell.getBoundingClientRect().right > cell.closest('.scroll').getBoundingClientRect().right)
      .map((cell) => cell.textContent.trim())`;
    expect(await page.evaluate(cutOff)).toEqual([]);
    expect(await page.getByText('✓ met').first().isVisible()).toBe(true);
    // The look is worth something: it finds cells of a table that is too wide.
    await page.evaluate(`document.querySelector('.scroll table').style.width = '3000px'`);
    expect(await page.evaluate(cutOff)).not.toEqual([]);
  });
});

it('says the verdict and its reasons first', async () => {
  const run = healthyRun();
  doubleSale(run);
  await withReport(run, { width: 1280, scheme: 'light' }, async ({ page }) => {
    expect(await page.title()).toBe('fail: steady, 1,000 visitors for 1 min on local');
    expect(await page.locator('h1').innerText()).toBe('Fail');
    expect(await page.locator('.verdict li').first().innerText()).toBe(
      'no-double-sale is violated: 1 violation among 112,000 checks, for example tenant riviera, unit RIV1-014, night 2026-08-15, reservation 31, other reservation 47, booking 17, other booking 23.',
    );
    const row = page.getByRole('row', { name: /no-double-sale/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['112,000', '1', '✕ violated']);
  });
});

describe.each([1280, 360])('with failures and several phases, at %i px', (width) => {
  it('says why requests failed, and what each phase saw', async () => {
    const run = healthyRun({
      phases: [
        { name: 'ramp', kind: 'ramp', seconds: 10, visitors: 300 },
        { name: 'before', kind: 'hold', seconds: 40, visitors: 300 },
        { name: 'failover', kind: 'fault', seconds: 20, visitors: 300 },
        { name: 'after', kind: 'hold', seconds: 40, visitors: 300 },
      ],
    });
    failRequests('offers', timeout, 3, [50, 60])(run);
    await withReport(run, { width, scheme: 'light' }, async ({ page, complaints }) => {
      const table = (heading: string): Locator =>
        page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) });
      const failed = table('Failed requests').locator('tbody tr');
      expect(await failed.locator('th, td').allInnerTexts()).toEqual([
        'offers',
        'request timeout code 1050',
        '30',
        '13.2 %',
        '08:00:50',
        '08:00:59',
      ]);
      expect(
        await table('Phases').locator('tbody tr').nth(2).locator('th, td').allInnerTexts(),
      ).toEqual([
        'failover fault',
        '+0:50',
        '20 s',
        '300',
        '15.7/s',
        '17.1 ms',
        '30',
        'not judged',
      ]);
      expect(await page.locator('dl.figures').innerText()).toContain('request timeout of offers');
      expect(await table('Objectives').locator('.group').allInnerTexts()).toEqual([
        "before (Bilancia's default objectives)",
        "after (Bilancia's default objectives)",
      ]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });
  });
});

it('changes the theme at the press of a button, and charts with it', async () => {
  await withReport(healthyRun(), { width: 1280, scheme: 'light' }, async ({ page, complaints }) => {
    const background = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const before = await background();
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    expect(await background()).not.toBe(before);
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    expect(await background()).toBe(before);
    expect(await page.locator('[data-chart] canvas').count()).toBe(26);
    expect(complaints).toEqual([]);
  });
});

it('shows the same moment in all charts under the cursor', async () => {
  await withReport(healthyRun(), { width: 1280, scheme: 'light' }, async ({ page }) => {
    const moment = (chart: string): Promise<string> =>
      page.locator(`[data-chart="${chart}"] .u-legend .u-value`).first().innerText();
    expect(await moment('visitors')).toBe('judged');
    await page.locator('[data-chart="visitors"] .u-over').hover();
    expect(await moment('visitors')).toMatch(/^0:3\d$/);
    expect(await moment('throughput')).toBe(await moment('visitors'));
    expect(await moment('generator-cpu')).toBe(await moment('visitors'));
  });
});

it('shows names that look like markup as text and runs no script of theirs', async () => {
  const run = healthyRun();
  const name = '</script><img src=x onerror=console.log(1)>';
  run.histograms = run.histograms.map((line) => (line.name === 'home' ? { ...line, name } : line));
  await withReport(
    run,
    { width: 1280, scheme: 'light' },
    async ({ page, complaints, requests }) => {
      expect(await page.getByRole('row', { name }).count()).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );
});

it.each([1280, 360])(
  'shows the worst of 4,000 names, and what the script says, at %i px',
  async (width) => {
    const thresholds = [
      { metric: 'checkout_time', condition: 'p(99)<50', crossed: true, value: 70, measured: true },
      {
        metric: 'x{name:never}',
        condition: 'p(95)<9',
        crossed: false,
        value: null,
        measured: false,
      },
    ];
    const run = healthyRun({ holdSeconds: 20 });
    byScript({
      thresholds,
      checks: [{ name: '<b>has rooms</b>', group: '::search', passes: 1, fails: 3 }],
      metrics: [{ name: 'carts', kind: 'counter', values: [['count', 12_345.5]] }],
    })(run);
    for (let id = 0; id < 4000; id += 1) {
      const name = `GET http://127.0.0.1:8080/offers/${id}?${'x'.repeat(id % 3000)}`;
      addRequests(name, 'ok', id === 1234 ? 5000 : 3, 1, [5 + (id % 20), 6 + (id % 20)])(run);
    }
    failRequests('GET http://127.0.0.1:8080/rare', timeout, 1, [7, 8])(run);
    await withReport(run, { width, scheme: 'light' }, async ({ page, complaints }) => {
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      expect(height).toBeLessThan(width < 600 ? 60_000 : 25_000);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const times = page.locator('section').filter({ hasText: 'There are 4,009 request names.' });
      expect(await times.getByRole('row', { name: /offers\/1234\?x/ }).count()).toBe(1);
      expect(await times.getByRole('row', { name: /\/rare/ }).count()).toBe(1);
      expect(await times.getByRole('row', { name: /other names together/ }).count()).toBe(1);
      const script = page
        .locator('section')
        .filter({ has: page.getByText('The script', { exact: true }) });
      expect(
        await script
          .getByRole('row', { name: '<b>has rooms</b>' })
          .getByRole('cell')
          .allInnerTexts(),
      ).toEqual(['1', '3', '25 %']);
      expect(await script.getByRole('row', { name: 'carts' }).innerText()).toContain(
        'count 12,350',
      );
      const crossed = page.getByRole('row', { name: /^checkout_time/ });
      expect((await crossed.getByRole('cell').allInnerTexts()).at(-1)).toBe('✕ missed');
      const never = page.getByRole('row', { name: /^x\{name:never\}/ });
      expect((await never.getByRole('cell').allInnerTexts()).at(-1)).toBe('? not measured');
      expect(complaints).toEqual([]);
    });
  },
);

it('keeps the report of an hour of 15 request names under 3 MB', async () => {
  const run = healthyRun({ visitors: 20, rampSeconds: 60, holdSeconds: 3600 });
  const names = Array.from({ length: 6 }, (_, index) => `extra ${index}`);
  const sections = run.histograms.filter(({ name }) => name === 'section');
  for (const name of names) for (const line of sections) run.histograms.push({ ...line, name });
  await using written = await temporaryRun(run);
  await judgeAndDraw(written.folder);
  expect((await stat(runFile(written.folder, 'report'))).size).toBeLessThan(1_000_000);
});

it('can be read without scripts', async () => {
  await using written = await temporaryRun(healthyRun());
  await judgeAndDraw(written.folder);
  const path = runFile(written.folder, 'report');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll(/<script>[^]*?<\/script>/g, ''));
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(pathToFileURL(path).href);
  expect(await page.locator('h1').innerText()).toBe('Pass');
  expect(await page.getByRole('row', { name: /^offers/ }).count()).toBe(1);
  expect(await page.getByText('Charts are drawn by a script').isVisible()).toBe(true);
  await page.close();
});
