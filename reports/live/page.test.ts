// @module-tag needs/chromium
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { launchChromium } from '../../tests/chromium.ts';
import { type LiveStage, openLiveStage, standsAt, wordsIn } from '../testing/live-stage.ts';
import { openReplay } from '../testing/replay.ts';

/** For what comes at once, unless the machine is busy. */
const soon = { timeout: 15_000 };

let stage: LiveStage;
beforeAll(async () => {
  stage = await openLiveStage(await launchChromium());
});
afterAll(() => stage.close());

/** Where everything of the report lies, beside the first heading of it. */
const placesIn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `(() => {
      const boxes = [...document.querySelectorAll('main section :is(h2, table, figure, dt, dd)')];
      const { top } = boxes[0].getBoundingClientRect();
      return boxes.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return one.tagName + [x, y - top, width, height].map((value) => ' ' + Math.round(value)).join();
      });
    })()`,
  );

describe.each([
  { width: 360, scheme: 'light' },
  { width: 1920, scheme: 'dark' },
] as const)('at $width px, $scheme', (look) => {
  it('follows a run from its beginning to a last picture that is the report', async () => {
    const folder = stage.newFolder();
    const replay = await openReplay(stage.recorded, folder);
    await replay.upTo(replay.from + 15);
    const server = await stage.serve(folder);
    const early = await stage.opened(server.port, look);
    await standsAt(early.page, 'running');
    await early.page.locator('[data-chart="visitors"] canvas').waitFor();
    expect(await early.page.locator('#state').innerText()).toBe(
      'Running for 30 s of 50 s, in the phase hold.',
    );
    const scrolled = early.page.evaluate('document.documentElement.scrollWidth');
    expect(await scrolled).toBe(look.width);
    const axis = `document.querySelector('[data-chart="visitors"] .u-over').getBoundingClientRect().width`;
    expect(await early.page.evaluate(axis)).toBeGreaterThan(100);

    await replay.upTo(replay.from + 40);
    const later = await stage.opened(server.port, look);
    await early.page.getByRole('heading', { name: 'Failed requests' }).waitFor();
    await later.page.getByRole('heading', { name: 'Failed requests' }).waitFor();
    const areAlike = async (): Promise<boolean> =>
      (await wordsIn(early.page)) === (await wordsIn(later.page));
    // Either may have one more look, or one more frame, to come.
    await expect.poll(areAlike, soon).toBe(true);
    expect(await early.page.getByRole('heading', { name: 'Inconclusive' }).count()).toBe(0);

    await replay.end();
    const after = await stage.opened(server.port, look);
    const report = await stage.browser.newPage({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.scheme,
    });
    await report.goto(pathToFileURL(runFile(folder, 'report')).href);
    await report.locator('.u-over').first().waitFor();
    const expected = await wordsIn(report);
    expect(expected).toContain('request timeout');
    for (const { page, complaints } of [early, later, after]) {
      await standsAt(page, 'ended');
      await page.locator('.u-over').last().waitFor();
      await expect.poll(() => wordsIn(page), soon).toBe(expected);
      expect(await placesIn(page)).toEqual(await placesIn(report));
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

it('asks for nothing while it is hidden, and catches up when it is seen again', async () => {
  const folder = stage.newFolder();
  const replay = await openReplay(stage.recorded, folder);
  await replay.upTo(replay.from + 20);
  const server = await stage.serve(folder);
  const { page, complaints } = await stage.opened(server.port);
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
  const other = await stage.opened(server.port);
  await standsAt(other.page, 'ended');
  await other.page.close();
  expect(await page.locator('#standing').getAttribute('data-standing')).toBe('running');
  await setHidden(false);
  await standsAt(page, 'ended');
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
});
