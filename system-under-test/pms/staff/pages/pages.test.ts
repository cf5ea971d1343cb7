// @module-tag needs/mariadb
// @module-tag needs/chromium
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../tests/chromium.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { testTenants } from '../../testing/fixture.ts';

let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  const clock = { now: () => Date.parse('2027-07-20T08:00:00Z') };
  desk = await openDesk({ sweepSeconds: 3600 }, clock, { inHouse: true });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

const password = testTenants.tenants[0]?.staff.users[1]?.password ?? '';

/** `BILANCIA_PICTURES=FOLDER` keeps what it looked like. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['BILANCIA_PICTURES'];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What a clerk types into fields that are not words. */
async function typedInto(field: Locator): Promise<string | undefined> {
  const name = await field.getAttribute('name');
  return new Map([
    ['birthDate', '02011985'],
    ['number', 'CA1234567'],
    ['place', '100000100'],
  ]).get(name?.replace(/-\d+$/, '') ?? '');
}

describe('the pages of the reception', () => {
  it.each([
    [360, 1],
    [1280, 2],
  ])('fit a screen of %i px, and are used by the keyboard alone', async (width, nth) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    await page.goto(`http://riviera.localhost:${new URL(desk.task.url).port}/desk`);
    await page.getByLabel('Account').focus();
    await page.keyboard.type('reception');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByText('parties are in house').waitFor();
    await keepPicture(page, `day-${width}`);
    expect(await fits()).toBe(true);

    // The first who leaves has not paid.
    const leave = page.getByRole('button', { name: /^Check out / }).first();
    const row = page.getByRole('row').filter({ has: leave });
    await leave.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: "The folio's balance is" }).waitFor();
    await row.getByRole('link', { name: '€' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Folio: / }).waitFor();
    await keepPicture(page, `folio-${width}`);
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: /by cash$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Folio: €0.00 to pay' }).waitFor();
    await page.getByRole('button', { name: 'Invoice' }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /^Invoice RIV1\/2027\/\d+ is issued\.$/ })
      .waitFor();

    await page.goBack();
    await leave.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: ': done.' }).waitFor();
    await page
      .getByRole('table', { name: /^Arrivals/ })
      .getByRole('row')
      .nth(nth)
      .getByRole('link')
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Change the stay' }).waitFor();
    await keepPicture(page, `reservation-${width}`);
    expect(await fits()).toBe(true);
    await page.getByLabel('Departure').fill('2027-07-19');
    await page.getByRole('button', { name: 'Change' }).press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: 'must be 1 to 60 days after arrival' })
      .waitFor();

    // The head of the party shows a document; states are filled in.
    const register = page.getByRole('form', { name: 'Register the guests' });
    for (const field of await register.locator('input:required').all()) {
      if ((await field.inputValue()) !== '') continue;
      await field.focus();
      await page.keyboard.type((await typedInto(field)) ?? 'Person');
    }
    await keepPicture(page, `guests-${width}`);
    expect(await fits()).toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: / registered\.$/ })
      .waitFor();

    await page.getByRole('link', { name: 'Folio' }).press('Enter');
    await page.getByLabel('Deposit, €').focus();
    await page.keyboard.type('50');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'not paid the deposit' }).waitFor();
    expect(await page.getByLabel('Deposit, €').inputValue()).toBe('50.00');
    await page.getByLabel('Cash, €').focus();
    await page.keyboard.type('50.00');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Paid.' }).waitFor();
    await keepPicture(page, `deposit-${width}`);
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: 'Invoice' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'is issued' }).waitFor();
    await page.getByRole('link', { name: /^RIV1\/2027\// }).press('Enter');
    await page.getByRole('heading', { name: /^Invoice RIV1\/2027\/\d+$/ }).waitFor();
    expect(await page.locator('#view').textContent()).toContain('Pineta al Mare');
    await keepPicture(page, `invoice-${width}`);
    expect(await fits()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect(await page.getByRole('form').count()).toBe(0);
    await keepPicture(page, `invoice-printed-${width}`);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
