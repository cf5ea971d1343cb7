// @module-tag needs/chromium
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../tests/chromium.ts';
import { compareBlocks } from '../gate/compare-blocks.ts';
import { defaultGateOptions } from '../gate/options.ts';
import { pairsOf } from '../gate/testing/simulated-system.ts';
import { dayMs, firstRunAt, summaryAt } from '../history/testing/summary.ts';
import { judgeTrend } from '../trend/judge-trend.ts';
import { drawTrend } from '../trend/page.ts';
import { overlayOfPairs } from './overlay.ts';
import { drawComparison } from './page.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-comparison-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function comparisonPage(): Promise<string> {
  const play = pairsOf(5, 10, 1.2);
  const pairs = Array.from({ length: 30 }, () => play());
  const { verdict, ...rest } = compareBlocks(pairs);
  return drawComparison(
    { outcome: verdict, ...rest, differences: [], notes: ['<script>a note</script>'] },
    {
      heading: 'new against base',
      effect: defaultGateOptions.effect,
      charts: overlayOfPairs(pairs, rest.comparisons),
      over: 'pairs',
    },
  );
}

async function trendPage(): Promise<string> {
  const runs = Array.from({ length: 40 }, (_, at) =>
    summaryAt(at, { offers: (at < 32 ? 100 : 120) + Math.sin(at * 2.4), '__proto__ <b>': 5 }),
  );
  const now = firstRunAt + 99 * dayMs;
  return drawTrend(judgeTrend(runs, { percentiles: [0.95], recent: 10, now }));
}

const pages = [
  { what: 'a comparison', draw: comparisonPage, charts: 8, has: 'Fail' },
  { what: 'a trend', draw: trendPage, charts: 2, has: 'Fail' },
] as const;
const looks = [1280, 768, 360].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

describe.each(pages)('the page of $what', ({ what, draw, charts, has }) => {
  it.each(looks)(
    'at $width px, $scheme, is drawn whole, with nothing cut off',
    async ({ width, scheme }) => {
      const path = join(folder, `${what.replaceAll(' ', '-')}.html`);
      await writeFile(path, await draw());
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(pathToFileURL(path).href);
      await page.locator('.u-over').first().waitFor();
      expect(await page.locator('h1').innerText()).toBe(has);
      expect(await page.locator('[data-chart] canvas').count()).toBe(charts);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const cutOff = `[...document.querySelectorAll('.scroll th, .scroll td, ol.events span')]
      .filter((cell) => cell.getBoundingClientRect().right > innerWidth || cell.getBoundingClientRect().height > 200)
      .map((cell) => cell.textContent.trim())`;
      expect(await page.evaluate(cutOff)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

it('draws the interval of each change, wholly to the right of no change where it fails', async () => {
  const path = join(folder, 'intervals.html');
  await writeFile(path, await comparisonPage());
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href);
  const positions = `[...document.querySelectorAll('.interval svg.fail')].map((svg) =>
    [svg.querySelector('.zero-line'), svg.querySelector('.middle')].map((line) => line.getBoundingClientRect().left))`;
  const found = await page.evaluate<[number, number][]>(positions);
  expect(found.length).toBeGreaterThan(0);
  for (const [zero, middle] of found) expect(middle).toBeGreaterThan(zero);
  expect(await page.locator('.interval svg').count()).toBe(8);
  await page.close();
});
