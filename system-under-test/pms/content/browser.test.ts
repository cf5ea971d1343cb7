// @module-tag needs/mariadb
// @module-tag needs/chromium
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../../tests/chromium.ts';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { services } from '../seed/campsites.ts';

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

it('a visitor books a place in a browser, on the screen of a phone', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`http://riviera.localhost:${new URL(task.url).port}/`);
  await page.getByRole('link', { name: 'See what is free' }).first().click();

  await page.getByLabel('Arrival').fill('2027-09-04');
  await page.getByLabel('Departure').fill('2027-09-11');
  const fields = page.locator('main :is(input, select)');
  expect(await fields.count()).toBe(9 + 2 * services.length);
  const unlabelled =
    '[...document.querySelectorAll("main :is(input, select)")].filter(({ labels }) => labels.length !== 1).length';
  expect(await page.evaluate(unlabelled)).toBe(0);
  // What cannot be is said in words for people, and not in those of the service.
  await page.getByLabel('Departure').fill('2027-12-11');
  await page.evaluate("document.querySelector('#search').noValidate = true");
  await page.getByRole('button', { name: 'Search' }).click();
  const said = page.getByRole('status').filter({ hasText: 'departure' });
  expect(await said.textContent()).toBe('The departure must be 1 to 60 days after the arrival.');
  await page.getByLabel('Departure').fill('2027-09-11');
  await page.getByRole('spinbutton', { name: /^Final cleaning, / }).fill('1');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Choose Mobile home for four' }).click();
  expect(await page.getByRole('row', { name: /^1 × Final cleaning/ }).textContent()).toContain(
    '€65.00',
  );

  const total = await page.getByRole('row', { name: /^Total / }).textContent();
  const place = await page.getByRole('heading', { name: /, place / }).textContent();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByLabel('Given name').fill('Person 1');
  await page.getByLabel('Surname').fill('Guest 0001');
  await page.getByLabel('E-mail').fill('guest1@example.test');
  await page.getByRole('button', { name: 'Book', exact: true }).click();

  await page.getByRole('heading', { name: 'Booked' }).waitFor();
  const confirmation = await page.getByRole('region', { name: 'Confirmation' }).textContent();
  const [rows] = await databases.admin.query(
    `SELECT b.reference, u.code, b.total_cents AS cents FROM pms_riviera.booking b
     JOIN pms_riviera.reservation r ON r.booking_id = b.id JOIN pms_riviera.unit u ON u.id = r.unit_id
     WHERE b.channel = 'web'`,
  );
  const reference = /reference is (\w+)/.exec(confirmation ?? '')?.[1];
  const code = /place (\w+)$/.exec(place ?? '')?.[1];
  const cents = Math.round(Number(total?.replaceAll(/[^\d.]/g, '')) * 100);
  expect(rows).toEqual([{ reference, code, cents }]);
  // The browser itself tells of the answer that was a refusal.
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
});
