// @module-tag needs/chromium
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../tests/chromium.ts';
import { type LiveStage, openLiveStage, wordsIn } from '../testing/live-stage.ts';
import { openReplay } from '../testing/replay.ts';

/** For what comes at once, unless the machine is busy. */
const soon = { timeout: 15_000 };

let stage: LiveStage;
beforeAll(async () => {
  stage = await openLiveStage(await launchChromium());
});
afterAll(() => stage.close());

it('keeps what a person has pointed at, unfolded and focused while figures change', async () => {
  const folder = stage.newFolder();
  const replay = await openReplay(stage.recorded, folder);
  await replay.upTo(replay.from + 30);
  const server = await stage.serve(folder);
  const { page, complaints } = await stage.opened(server.port);
  const plot = page.locator('[data-chart="visitors"]');
  await plot.locator('.u-over').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.id')).toBe('theme');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.dataset.chart')).toBe('visitors');
  await page.keyboard.press('ArrowLeft');
  const said = page.locator('#said');
  await expect
    .poll(() => said.innerText(), soon)
    .toMatch(/^Visitors at 0:\d\d: on the site \d+, planned \d+$/);
  await page.keyboard.press('Home');
  await expect
    .poll(() => said.innerText(), soon)
    .toMatch(/^Visitors at 0:00: on the site \d+, planned –$/);
  const before = await wordsIn(page);
  await replay.upTo(replay.from + 45);
  await expect.poll(() => wordsIn(page), soon).not.toBe(before);
  expect(await page.evaluate('document.activeElement.dataset.chart')).toBe('visitors');
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
  await replay.abandon();
});

it('is gone through by the keyboard alone, each thing that reacts once and in sight', async () => {
  const server = await stage.serve(stage.recorded);
  const { page, complaints } = await stage.opened(server.port);
  await page.locator('[data-chart="visitors"] .u-over').waitFor();
  await page.evaluate(`window.reacting = () => [...document.querySelectorAll('a[href], button, summary, input, select, [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))`);
  const count = await page.evaluate<number>('reacting().length');
  expect(count).toBeGreaterThan(5);
  const reached: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    await page.keyboard.press('Tab');
    const { place, isOutlined } = await page.evaluate<{ place: number; isOutlined: boolean }>(
      `({ place: reacting().indexOf(document.activeElement),
          isOutlined: getComputedStyle(document.activeElement).outlineStyle !== 'none' })`,
    );
    expect({ place, isOutlined }).toEqual({ place: nth, isOutlined: true });
    reached.push(place);
  }
  expect(new Set(reached).size).toBe(count);
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
});
