// @module-tag needs/chromium
import { type Browser, chromium } from 'playwright-core';
import { locate, programs } from '../cli/doctor/programs.ts';

/** The machine's Chromium without a window, for tests that look at pages; it asks nobody on the network for anything. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = locate(programs.chromium, process.env);
  if (executablePath === undefined) throw new Error(programs.chromium.remedy);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
