// @module-tag needs/memcached
// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { startMemcached } from '../testing/memcached.ts';
import { until } from '../testing/until.ts';
import { cookiesOf } from '../testing/visitor.ts';
import { sectionNames } from './sections/sections.ts';

let databases: TestDatabases;
let task: TestTask;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const nodes = [await startMemcached(), await startMemcached()];
  databases = await startTestDatabases();
  const sessions = nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
  task = await startTestTask({ ...databases.configuration, sessions });
  ends.push(task.stop, databases.stop, ...nodes.map((node) => node.stop));
});
afterAll(async () => {
  for (const end of ends) await end();
});

/** A page with every run of white space as one space, as a browser shows it. */
const pageAt = async (path: string, headers = {}) =>
  (await (await task.request(path, { headers })).text()).replaceAll(/\s+/g, ' ');

describe('the booking site', () => {
  it('shows the campsites of its tenant only', async () => {
    const home = await pageAt('/');
    expect(home).toContain('<a href="/campsites/RIV1">Pineta al Mare</a>');
    expect(home).toContain('<a href="/campsites/RIV2">Dune Dorate</a>');
    expect(home).not.toContain('Conca Alta');
  });

  it.each(sectionNames)('has a page "%s" with what the database says', async (section) => {
    const expected = {
      map: '>A001</text>',
      services: '€ 65.00 a stay',
      prices: 'Peak season',
      reviews: 'of 5 stars',
      photos: 'Bungalow with a view',
      directions: '43.8912 N, 10.2391 E',
    } as const;
    const page = await pageAt(`/campsites/RIV1/${section}`);
    expect(page).toContain(expected[section]);
    expect(page).toContain(`<a href="/campsites/RIV1/${section}" aria-current="page">`);
  });

  it.each([
    ['/campsites/NONE', 404, 'No such campsite'],
    ['/campsites/é', 404, 'Nothing is here'],
    ['/campsites/RIV1/nowhere', 404, 'Nothing is here'],
    ['/book?departure=soon', 422, 'That cannot be looked up'],
  ])('tells people in words that %s cannot be shown', async (path, status, title) => {
    const response = await task.request(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    const text = await response.text();
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(text).toContain('<a href="/book">Book a stay</a>');
    expect(text).not.toMatch(/query\.|path\.|"slug"/);
  });

  it('escapes what it shows', async () => {
    await databases.admin.query(
      "UPDATE pms_riviera.review SET body = '<script>alert(1)</script>' WHERE property_id = 'RIV2'",
    );
    const page = await pageAt('/campsites/RIV2/reviews');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });

  it('makes a page once for as long as its campsite is kept', async () => {
    const before = await pageAt('/campsites/RIV1/reviews');
    await databases.admin.query(
      "UPDATE pms_riviera.review SET body = 'Rain' WHERE property_id = 'RIV1'",
    );
    expect(await pageAt('/campsites/RIV1/reviews')).toBe(before);
  });

  it('remembers what a visitor last looked for', async () => {
    const first = await task.request('/');
    const cookie = cookiesOf(first);
    expect(cookie).toMatch(/^sid=[0-9a-f-]{36}$/);
    const search = '/availability/v1/offers?property=RIV2&arrival=2027-09-01&departure=2027-09-08';
    // A session store that is slow once costs the visitor what was remembered: then the search is made again.
    await until('a search that is remembered', async () => {
      await task.request(search, { headers: { cookie } });
      const home = await pageAt('/', { cookie });
      return home.includes('You last looked at RIV2 from 2027-09-01 to 2027-09-08.');
    });
    expect(await pageAt('/')).not.toContain('You last looked');
  });

  it('remembers it for the booking page as well, whose visit begins a session', async () => {
    const first = await task.request('/content/v1/visit');
    const cookie = cookiesOf(first);
    expect(first.headers.get('cache-control')).toBe('private, no-store');
    expect(await first.json()).toEqual({ tenant: 'riviera' });
    const lastSearch = { property: 'RIV2', arrival: '2027-09-01', departure: '2027-09-08' };
    await until('a search that is remembered', async () => {
      await task.request(`/availability/v1/offers?${new URLSearchParams(lastSearch).toString()}`, {
        headers: { cookie },
      });
      const visit = await task.request('/content/v1/visit', { headers: { cookie } });
      return (
        JSON.stringify(await visit.json()) === JSON.stringify({ tenant: 'riviera', lastSearch })
      );
    });
  });
});
