import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openHub } from '../live/hub.ts';
import { livePage } from '../live/page.ts';
import type { Source } from '../live/picture.ts';
import { runSource } from '../live/run-source.ts';
import { type LiveServer, serveLive } from '../live/server.ts';
import { probeStyle } from '../probes/draw.ts';
import { judgeAndDraw } from '../report.ts';
import { failRequests, timeout } from './faults.ts';
import { healthyRun } from './synthetic-run.ts';
import { temporaryRun } from './write-run.ts';

export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** A live page in Chromium, and what is said in its console. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: string[];
}

/** What tests of the live page share: a browser, and a recorded run with some requests that failed. */
export interface LiveStage {
  readonly browser: Browser;
  /** Folder of the recorded run. */
  readonly recorded: string;
  /** Path of a folder that is not there yet. */
  readonly newFolder: () => string;
  readonly serve: (folder: string, port?: number) => Promise<LiveServer>;
  readonly opened: (port: number, look?: Look) => Promise<OpenedPage>;
  readonly close: () => Promise<void>;
}

/** A run's pictures at a time within its load. */
export const sourceOf = (folder: string): Source =>
  runSource(folder, () => Date.parse('2026-07-01T08:00:30Z'));

/** @param browser is closed with the rest */
export async function openLiveStage(browser: Browser): Promise<LiveStage> {
  const run = healthyRun({ visitors: 100, rampSeconds: 10, holdSeconds: 40 });
  failRequests('offers', timeout, 3, [20, 30])(run);
  const recorded = await temporaryRun(run);
  await judgeAndDraw(recorded.folder);
  const scratch = await mkdtemp(join(tmpdir(), 'bilancia-live-'));
  let count = 0;
  return {
    browser,
    recorded: recorded.folder,
    newFolder: () => join(scratch, `${(count += 1)}`),
    serve: async (folder, port = 0) => {
      const hub = openHub({
        source: sourceOf(folder),
        cpuMs: () => 0,
        epoch: `${(count += 1)}`,
      });
      return serveLive({ hub, page: await livePage(await probeStyle()), host: '127.0.0.1', port });
    },
    opened: async (port, { width, scheme } = { width: 1280, scheme: 'light' }) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/`);
      return { page, complaints };
    },
    close: async () => {
      await browser.close();
      await recorded[Symbol.asyncDispose]();
      await rm(scratch, { recursive: true });
    },
  };
}

export const standsAt = (page: Page, standing: string): Promise<void> =>
  page.locator(`#standing[data-standing="${standing}"]`).waitFor();

/** All words of the report, figures of the legends included. */
export const wordsIn = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelector('main').querySelectorAll('section, dl.figures')].map((one) => one.innerText.replaceAll(/\\s+/g, ' ')).join('\\n')`,
  );
