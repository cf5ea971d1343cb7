import { check } from 'k6';
import { browser } from 'k6/browser';

export const options = {
  scenarios: {
    ui: {
      executor: 'shared-iterations',
      vus: 1,
      iterations: 1,
      options: { browser: { type: 'chromium' } },
    },
  },
  thresholds: { browser_web_vital_ttfb: ['p(95)<5000'], checks: ['rate==1'] },
};

export default async function () {
  const page = await browser.newPage();
  try {
    await page.goto(`${__ENV.BASE_URL}/page`);
    check(await page.locator('h1').textContent(), {
      'has a heading': (text) => text === 'Pitches',
    });
  } finally {
    await page.close();
  }
}
