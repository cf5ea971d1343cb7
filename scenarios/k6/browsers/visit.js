// Real browsers that look for a place and ask for its price, with think times: the home page, the booking page with an empty
// cache, and once more with a full one. They book nothing: whoever counts bookings must have heard of each.
// In JavaScript, as the types of k6/browser bring along those of a browser's page, which Node's do not bear.
// K6_BROWSER_ARGS=no-sandbox k6 run -e BILANCIA_SITES='["http://riviera.localhost:8080"]' scenarios/k6/browsers/visit.js
import { browser } from 'k6/browser';
import { sleep } from 'k6';
import exec from 'k6/execution';

/** @typedef {import('k6/browser').Page} Page */

/** @type {string[]} */
const sites = JSON.parse(__ENV['BILANCIA_SITES'] ?? '[]');
const browsers = Number(__ENV['BILANCIA_BROWSERS'] ?? 1);
/** Seconds before the first visit. */
const after = Number(__ENV['BILANCIA_BROWSERS_AFTER'] ?? 0);
const seconds = Number(__ENV['BILANCIA_BROWSER_SECONDS'] ?? 30);
/** Seconds from the start of a browser's visit to that of its next one; it takes about two thirds of that. */
const everySeconds = Number(__ENV['BILANCIA_VISIT_SECONDS'] ?? 15);
/** What a line begins with that tells how a visit ended; the rest is JSON. */
const visitPrefix = __ENV['BILANCIA_VISIT_PREFIX'] ?? '';
/** Within which a page must be there, and react. */
const patienceSeconds = 10;
const patienceMs = patienceSeconds * 1000;
const thinkMs = 1500;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    browsers: {
      executor: 'constant-vus',
      startTime: `${after}s`,
      vus: browsers,
      duration: `${seconds}s`,
      gracefulStop: `${everySeconds}s`,
      options: { browser: { type: 'chromium' } },
    },
  },
};

/** By their address, whatever its query: a series for each date would be none. The last that fits counts. */
const pages = [
  { name: 'home', url: /^[^/]*\/\/[^/]*\/$/ },
  { name: 'booking-page', url: /\/book/ },
  { name: 'booking-page, again', url: /\/book\?again/ },
];

/** When this browser's next visit begins, milliseconds since 1970. */
let due = 0;

/**
 * Visits begin at a pace, whether or not the one before came to an end, and those of several browsers apart. One that took longer
 * is followed at once, so that a slow machine has few visits less.
 * @returns {boolean} whether it is time for one, and not over
 */
function waitForTurn() {
  const pace = everySeconds * 1000;
  if (due === 0) due = Date.now() + (pace * (exec.vu.idInTest - 1)) / browsers;
  const next = Math.max(due, Date.now());
  due = next + pace;
  const end = exec.scenario.startTime + seconds * 1000;
  sleep((Math.min(next, end) - Date.now()) / 1000);
  return next < end;
}

export default async function () {
  if (!waitForTurn()) return;
  const site = sites[exec.scenario.iterationInTest % sites.length] ?? '';
  try {
    await thenClosed(await given(browser.newContext()), async (context) => {
      await onPage(context, (page) => open(page, `${site}/`));
      await onPage(context, (page) => askForPrice(page, site));
      // The same again, out of the browser's own cache.
      await onPage(context, (page) => lookFor(page, `${site}/book?again`));
    });
    tell({});
  } catch (error) {
    if (error instanceof NotPlayed) tell({ notPlayed: error.message });
    else tell({ failure: messageOf(error) });
  }
}

/** @param {{ failure?: string, notPlayed?: string }} end how a visit ended; why as a clause */
function tell(end) {
  console.log(visitPrefix + JSON.stringify({ at: Date.now(), ...end }));
}

/** The browser itself is at fault, before any page was asked for. */
class NotPlayed extends Error {}

/**
 * Of some three hundred pages that k6 2.2 opens on a busy machine it waits for one in vain, though Chromium goes on.
 * @template T
 * @param {Promise<T>} asked for of the browser
 */
async function given(asked) {
  try {
    return await asked;
  } catch (cause) {
    throw new NotPlayed(messageOf(cause), { cause });
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Each page is one by itself, closed in any case: layout shifts and interactions are told then, and only then.
 * @param {import('k6/browser').BrowserContext} context
 * @param {(page: Page) => Promise<void>} visit
 */
async function onPage(context, visit) {
  const page = await given(context.newPage());
  // Also for closing one whose script never comes to rest.
  page.setDefaultTimeout(patienceMs);
  page.on('metric', (metric) => {
    for (const { name, url } of pages) metric.tag({ name, matches: [{ url }] });
  });
  await thenClosed(page, visit);
}

/**
 * What is stuck cannot be closed in order either, so what came first is the reason.
 * @template {{ close: () => Promise<void> }} T
 * @param {T} opened
 * @param {(opened: T) => Promise<void>} use
 */
async function thenClosed(opened, use) {
  /** @type {unknown} */
  let failure;
  try {
    await use(opened);
  } catch (error) {
    failure = error;
  }
  try {
    await opened.close();
  } catch (error) {
    failure ??= error;
  }
  if (failure !== undefined) throw failure;
}

/**
 * @param {Page} page
 * @param {string} address
 */
async function open(page, address) {
  await load(page, address);
  await page.waitForTimeout(thinkMs);
}

/**
 * @param {Page} page
 * @param {string} site
 */
async function askForPrice(page, site) {
  await lookFor(page, `${site}/book`);
  const choice = await page.$('#offers button:enabled');
  if (choice === null) return;
  await choice.click();
  // Or a word of why there is none: somebody may have been faster.
  await reactsWith(page, '#content[aria-busy=false]', 'no price came');
  await page.waitForTimeout(thinkMs);
}

/**
 * @param {Page} page
 * @param {string} address
 */
async function lookFor(page, address) {
  await load(page, address);
  await reactsWith(page, '#wish:enabled', 'it did not become interactive');
  await page.waitForTimeout(thinkMs);
  await page.locator('#search button').click();
  await reactsWith(page, '#content[aria-busy=false]', 'no offers came');
  await page.waitForTimeout(thinkMs);
}

/**
 * @param {Page} page
 * @param {string} address
 */
async function load(page, address) {
  try {
    await page.goto(address, { waitUntil: 'load', timeout: patienceMs });
  } catch (cause) {
    const reason = messageOf(cause);
    const said = reason.includes('timed out')
      ? `it did not load within ${patienceSeconds} s`
      : reason;
    throw new Error(`page ${pathOf(address)}: ${said}`, { cause });
  }
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {string} otherwise
 */
async function reactsWith(page, selector, otherwise) {
  try {
    await page.waitForSelector(selector, { timeout: patienceMs, state: 'attached' });
  } catch (cause) {
    throw new Error(`page ${pathOf(page.url())}: ${otherwise} within ${patienceSeconds} s`, {
      cause,
    });
  }
}

/** @param {string} address */
function pathOf(address) {
  return address.replace(/^[^/]*\/\/[^/]*/, '').replace(/\?.*/, '');
}
