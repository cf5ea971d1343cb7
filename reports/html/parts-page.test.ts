// @module-tag needs/chromium
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { launchChromium } from '../../tests/chromium.ts';
import { judgeAndDraw } from '../report.ts';
import { completeRunFolder } from '../testing/complete-run.ts';
import { partsLost } from '../testing/faults.ts';
import { healthyRun, loadStartedAt, type SyntheticRun } from '../testing/synthetic-run.ts';
import { healthChanges, partState } from '../testing/synthetic-topology.ts';
import { temporaryRun } from '../testing/write-run.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

/** Opens the report of `run` at a width, and closes it afterwards. What the page complains of is an error. */
async function withPage(
  run: SyntheticRun,
  width: number,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  await using written = await temporaryRun(run);
  await withReport(written.folder, width, check);
}

/** The same of a run that is a folder already. */
async function withReport(
  folder: string,
  width: number,
  check: (page: Page) => Promise<void>,
): Promise<void> {
  await judgeAndDraw(folder);
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(runFile(folder, 'report')).href);
  await page.locator('.u-over').first().waitFor();
  await check(page);
  expect(complaints).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  await page.close();
}

/** Where the numbers of a chart begin and end, from left to right. */
async function badgesOf(page: Page, chart: string): Promise<{ left: number; right: number }[]> {
  return page.evaluate<{ left: number; right: number }[]>(
    `[...document.querySelectorAll('[data-chart="${chart}"] .event-number')]
      .map((badge) => badge.getBoundingClientRect())
      .map(({ left, right }) => ({ left, right }))`,
  );
}

describe.each([1280, 360])('at %i px', (width) => {
  it('every chart marks what became of parts by the numbers of the list', async () => {
    const run = healthyRun();
    partsLost(run);
    await withPage(run, width, async (page) => {
      expect(await page.locator('.events li').allInnerTexts()).toEqual([
        expect.stringMatching(
          /^1\s+\+0:32\s+task-1a ended at \+0:32 \(it was ended by SIGKILL\), and task-9f took its place 3\.4 s later\.\s*$/,
        ),
        expect.stringMatching(
          /^2\s+\+0:50\s+db-3 was unhealthy from \+0:50 to the end of the run \(it was ended by SIGKILL\)\.\s*$/,
        ),
      ]);
      const charts = await page.locator('[data-chart]').count();
      expect(await page.locator('[data-chart] .event-number').count()).toBe(charts * 2);
      const first = page.locator('[data-chart="throughput"] .event-number').first();
      expect(await first.getAttribute('title')).toBe(
        'task-1a ended at +0:32 (it was ended by SIGKILL), and task-9f took its place 3.4 s later',
      );
      await first.click();
      expect(await page.evaluate('location.hash')).toBe('#event-1');
      const row = page.getByRole('row', { name: /^db-3/ });
      expect(await row.locator('.outcome').innerText()).toBe('✕ unhealthy');
    });
  });

  it('every chart shows the parts of a drill along its time axis, and the drill says which is which', async () => {
    await using run = await completeRunFolder();
    await withReport(run.folder, width, async (page) => {
      const listed = await page.locator('.spans li').allInnerTexts();
      expect(listed.map((text) => text.trim())).toEqual([
        'fault +0:10, 0.2 s',
        'detection +0:10, 0.1 s',
        'promotion +0:10, 0.3 s',
        'recovery +0:10, 1.7 s',
        'flip +0:10, 1.0 s',
      ]);
      const strips = await page.evaluate(
        `[...document.querySelectorAll('[data-chart]')].map((chart) =>
          [...chart.querySelectorAll('.u-over .span')].filter((strip) => strip.getBoundingClientRect().width >= 2).length)`,
      );
      expect(strips).toEqual(
        Array.from({ length: await page.locator('[data-chart]').count() }, () => listed.length),
      );
    });
  });

  it('hundreds of events are few marks whose numbers do not overlap, and the worst has its name', async () => {
    const run = healthyRun();
    partsLost(run);
    const reader = run.manifest.target.instances.find(({ id }) => id === 'db-2');
    if (reader === undefined) throw new Error('there is no reader');
    for (let index = 0; index < 200; index += 1) {
      const from = loadStartedAt + index * 340;
      const [dead, well] = healthChanges(
        partState(reader),
        [from, 'unhealthy', 'it was ended by SIGKILL'],
        [from + 200, 'healthy'],
      );
      if (dead === undefined || well === undefined) throw new Error('there are no changes');
      run.topology.push(
        dead,
        { change: 'restarted', at: from + 100, instance: dead.instance },
        well,
      );
    }
    await withPage(run, width, async (page) => {
      const badges = await badgesOf(page, 'throughput');
      expect(badges.length).toBeGreaterThan(3);
      expect(badges.length).toBeLessThanOrEqual(16);
      for (const [index, { right }] of badges.entries())
        expect(badges[index + 1]?.left ?? Infinity).toBeGreaterThanOrEqual(right);
      expect(await page.locator('.events').innerText()).toContain(
        'db-3 was unhealthy from +0:50 to the end of the run',
      );
    });
  });
});

it('zooming in moves the marks with the time, and leaves out those that are not there', async () => {
  const run = healthyRun();
  partsLost(run);
  await withPage(run, 1280, async (page) => {
    const over = page.locator('[data-chart="throughput"] .u-over');
    const box = await over.boundingBox();
    if (box === null) throw new Error('the chart is not there');
    const at = (share: number): [number, number] => [
      box.x + box.width * share,
      box.y + box.height / 2,
    ];
    await page.mouse.move(...at(0.6));
    await page.mouse.down();
    await page.mouse.move(...at(0.9), { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(() => page.locator('[data-chart="throughput"] .event-number').allInnerTexts(), {
        timeout: 15_000,
      })
      .toEqual(['2']);
  });
});

it('a target that does not tell has its parts listed as they were', async () => {
  const run = healthyRun();
  run.topology = [];
  const { capabilities } = run.manifest.target;
  capabilities.observe = capabilities.observe.filter((what) => what !== 'topology');
  await withPage(run, 1280, async (page) => {
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Parts' }) });
    expect(await section.locator('tbody tr').count()).toBe(4);
    expect(await section.innerText()).toContain('It does not tell what becomes of them.');
    expect(await page.locator('.event-number').count()).toBe(0);
  });
});
