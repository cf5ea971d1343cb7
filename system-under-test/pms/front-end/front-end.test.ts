// @module-tag needs/mariadb
// @module-tag needs/chromium
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../../../tests/chromium.ts';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { buildFrontEnd } from './build.ts';

let databases: TestDatabases;
let task: TestTask;
let browser: Browser;
beforeAll(async () => {
  databases = await startTestDatabases();
  task = await startTestTask(databases.configuration);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await task.stop();
  await databases.stop();
});

const site = (): string => `http://riviera.localhost:${new URL(task.url).port}`;
/** A request without what fetch adds and undoes by itself. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  task.request(path, { headers: { 'accept-encoding': 'identity', ...headers } });
const assetPaths = async () =>
  [...(await (await ask('/book')).text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );

describe('the booking front end', () => {
  it('is built the same from the same sources', async () => {
    const names = async () => (await buildFrontEnd()).map(({ name }) => name);
    expect(await names()).toEqual(await names());
  });

  it('has one page for all sites, days and campsites, which caches on the way may keep', async () => {
    const page = await ask('/book');
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.headers.get('cache-control')).toBe('public, max-age=60');
    const text = await page.text();
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
    expect(await (await ask('/book?property=RIV2')).text()).toBe(text);
    expect(await (await ask('/book', { 'x-tenant': 'dolomiti' })).text()).toBe(text);
  });

  it('lets caches keep what its page loads for ever', async () => {
    const paths = await assetPaths();
    expect(paths).toHaveLength(22);
    const kept = await Promise.all(
      paths.map(async (path) => (await ask(path)).headers.get('cache-control')),
    );
    expect(new Set(kept)).toEqual(new Set(['public, max-age=31536000, immutable']));
    expect((await ask('/assets/booking-000000000000.js')).status).toBe(404);
  });

  it('is compressed for those who take it, each encoding with a tag of its own', async () => {
    const path = (await assetPaths()).find((each) => each.includes('booking-')) ?? '';
    const plain = await ask(path);
    expect(plain.headers.get('content-encoding')).toBeNull();
    const text = Buffer.from(await plain.arrayBuffer());
    // As fetch undoes it, the length tells that it was compressed.
    const [br, gzip] = await Promise.all(
      ['gzip, br', 'gzip, br;q=0'].map((accepted) => ask(path, { 'accept-encoding': accepted })),
    );
    const file = task.deps.frontEnd.assets.get(path.replace('/assets/', ''));
    expect(brotliDecompressSync(file?.br?.body ?? '')).toEqual(text);
    expect(gunzipSync(file?.gzip?.body ?? '')).toEqual(text);
    expect(br?.headers.get('content-encoding')).toBe('br');
    expect(gzip?.headers.get('content-encoding')).toBe('gzip');
    expect(br?.headers.get('vary')).toBe('accept-encoding');
    const tags = [plain, br, gzip].map((each) => each?.headers.get('etag'));
    expect(new Set(tags).size).toBe(3);
    expect(tags.every((tag) => /^"[\w-]+"$/.test(tag ?? ''))).toBe(true);
  });

  it.each([
    ['the tag itself', (tag: string) => tag, 304],
    ['one that a cache has weakened', (tag: string) => `W/${tag}`, 304],
    ['one among several', (tag: string) => `"other", W/${tag}`, 304],
    ['any at all', () => '*', 304],
    ['another', () => '"other"', 200],
    ['a part of it', (tag: string) => tag.slice(0, -2), 200],
  ])('answers %s with what it calls for', async (_, given, status) => {
    const tag = (await ask('/book')).headers.get('etag') ?? '';
    const answer = await ask('/book', { 'if-none-match': given(tag) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('etag')).toBe(tag);
    expect((await answer.text()).length > 0).toBe(status === 200);
  });
});

/** Opens the booking page in a context of its own: no cache, no cookies. */
async function withPage(
  width: number,
  scheme: 'light' | 'dark',
  look: (page: Page, complaints: readonly string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await look(page, complaints);
  await context.close();
}

describe('in a browser', () => {
  it('weighs what booking pages weigh: 25 files of 1.2 MB, and none of them a second time', async () => {
    await withPage(1280, 'light', async (page, complaints) => {
      const loaded: string[] = [];
      page.on('requestfinished', (request) => {
        const path = new URL(request.url()).pathname;
        if (path === '/book' || path.startsWith('/assets/')) loaded.push(path);
      });
      await page.goto(`${site()}/book`, { waitUntil: 'networkidle' });
      // The network is idle as well while a busy machine lays the page out, whose fonts are asked for only then.
      await page.waitForFunction(
        `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).length >= 24`,
      );
      await page.waitForLoadState();
      await vi.waitFor(() => expect(loaded.length).toBeGreaterThanOrEqual(25), 30_000);
      const bytes = await page.evaluate(
        `performance.getEntriesByType('resource').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`,
      );
      expect(bytes).toBeGreaterThan(1_100_000);
      expect(bytes).toBeLessThan(1_300_000);
      expect(
        await page.evaluate(
          'document.fonts.ready.then((all) => [...all].every(({ status }) => status === "loaded"))',
        ),
      ).toBe(true);
      expect(
        await page.evaluate(
          '[...document.images].every(({ naturalWidth }) => naturalWidth === 480)',
        ),
      ).toBe(true);
      expect(await page.evaluate('globalThis.libraries.size')).toBe(9);
      expect(loaded).toHaveLength(25);
      const fromNetwork = `performance.getEntriesByType('resource')
        .filter(({ name, transferSize }) => name.includes('/assets/') && transferSize > 0).length`;
      await page.reload({ waitUntil: 'networkidle' });
      expect(await page.evaluate(fromNetwork)).toBe(0);
      expect(complaints).toEqual([]);
    });
  });

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    'can be used by keyboard alone at %i px, %s, and nothing jumps',
    async (width, scheme) => {
      await withPage(width, scheme, async (page, complaints) => {
        await page.goto(`${site()}/book?property=RIV2&arrival=2027-09-04&departure=2027-09-11`);
        await page.locator('#wish:enabled').waitFor();
        await page.getByLabel('Campsite').focus();
        await page.getByRole('button', { name: 'Search' }).press('Enter');
        await page
          .getByRole('button', { name: /^Choose / })
          .first()
          .press('Enter');
        await page.getByRole('heading', { name: /, place / }).waitFor();
        // Where the next thing is to be typed.
        await page.keyboard.type('Person 2');
        expect(await page.getByLabel('Given name').inputValue()).toBe('Person 2');
        await page.getByRole('button', { name: 'Choose something else' }).press('Space');
        expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Choose /);
        expect(new URL(page.url()).search).toBe(
          '?property=RIV2&arrival=2027-09-04&departure=2027-09-11',
        );
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
        const shifts = `new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()
        .filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 200))`;
        expect(await page.evaluate(shifts)).toBeLessThan(0.1);
        expect(complaints).toEqual([]);
      });
    },
  );

  it('says when nothing answers, and goes on when asked to', async () => {
    await withPage(360, 'light', async (page) => {
      await page.route('**/inventory/**', (route) => route.abort());
      await page.goto(`${site()}/book`);
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      expect(await page.getByRole('status').textContent()).toBe(
        'The booking system cannot be reached. Please try again in a moment.',
      );
      await page.unroute('**/inventory/**');
      await again.click();
      await page.locator('#wish:enabled').waitFor();
      expect(await page.getByLabel('Campsite').locator('option').count()).toBe(2);
    });
  });
});
