// @module-tag needs/varnish
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OriginAnswer, TestEdge } from '../testing/edge.ts';
import { startTestEdge } from '../testing/edge.ts';
import { until } from '../until.ts';
import type { CacheBehavior } from './behavior.ts';

const cached: CacheBehavior = {
  path: '*',
  methods: 'GET, HEAD, OPTIONS',
  ttl: { min: 0, default: 60, max: 86_400 },
  query: 'all',
  cookies: 'none',
  compress: true,
};

let edge: TestEdge;
beforeAll(async () => {
  edge = await startTestEdge({
    distribution: {
      // Instead of ten, so that tests see its end.
      errorSeconds: 1,
      behaviors: [
        { ...cached, path: '/assets/*', query: 'none' },
        { ...cached, path: '/some/*', query: ['lang', 'page'] },
        { ...cached, path: '/least/*', ttl: { min: 30, default: 60, max: 60 } },
        { ...cached, path: '/own/*', cookies: 'all' },
        { ...cached, path: '/api/*', methods: 'all', ttl: { min: 0, default: 0, max: 0 } },
        cached,
      ],
    },
  });
});
afterAll(() => edge.stop());
beforeEach(() => {
  edge.originAnswers(plain());
  edge.reachedOrigin();
});

/** An answer with these headers, and a page that is large enough to be compressed. */
function plain(status = 200, headers: Readonly<Record<string, string>> = {}): OriginAnswer {
  const body = 'page '.repeat(400);
  return (_, response) => {
    const type = { 'content-type': 'text/html', 'content-length': body.length };
    response.writeHead(status, { ...type, ...headers }).end(body);
  };
}

/** X-Cache of visits one after the other. */
async function cachesOf(path: string, visits: number): Promise<string[]> {
  const all: string[] = [];
  for (let visit = 0; visit < visits; visit += 1) all.push(await edge.cacheOf(path));
  return all;
}

const pass = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

describe('what may be kept', () => {
  it('comes from the origin once, and then from the edge', async () => {
    edge.originAnswers(plain(200, { 'cache-control': 'public, max-age=31536000, immutable' }));
    expect(await cachesOf('/assets/app-1a2b3c.js', 3)).toEqual(['Miss', 'Hit', 'Hit']);
    expect(edge.reachedOrigin()).toEqual(['GET /assets/app-1a2b3c.js']);
  });

  it.each([
    ['no query where it is no part of the key', '/assets/q.css', ['?v=1', '?v=2'], ['Miss', 'Hit']],
    ['the whole query where it is', '/query', ['?a=1', '?a=2', '?a=1'], ['Miss', 'Miss', 'Hit']],
    [
      'some arguments where these are',
      '/some/page',
      ['?lang=it&utm=x', '?utm=y&lang=it', '?lang=de&utm=x'],
      ['Miss', 'Hit', 'Miss'],
    ],
  ])('is kept by %s', async (_what, path, queries, expected) => {
    const seen: string[] = [];
    for (const query of queries) seen.push(await edge.cacheOf(path + query));
    expect(seen).toEqual(expected);
  });

  it('is kept by host, as tenants are told apart by it', async () => {
    const of = (host: string) => edge.cacheOf('/hosted', { headers: { host } });
    expect([await of('riviera.localhost'), await of('dolomiti.localhost')]).toEqual([
      'Miss',
      'Miss',
    ]);
    expect(await of('riviera.localhost')).toBe('Hit');
  });

  it('sets no cookies where they are no part of the key, and reaches the origin without them', async () => {
    let cookie: string | undefined;
    edge.originAnswers((incoming, response) => {
      ({ cookie } = incoming.headers);
      plain(200, { 'set-cookie': 'sid=1' })(incoming, response);
    });
    const headers = { cookie: 'sid=2' };
    expect((await edge.visit('/free', { headers })).headers['set-cookie']).toBeUndefined();
    expect(cookie).toBeUndefined();
    await edge.visit('/own/a', { headers });
    expect(cookie).toBe('sid=2');
    expect(await edge.cacheOf('/own/a', { headers: { cookie: 'sid=3' } })).toBe('Miss');
  });

  it.each([
    ['max-age=1', 'Hit'],
    ['no-store', 'Miss'],
    ['private, max-age=60', 'Miss'],
    ['s-maxage=0, max-age=60', 'Miss'],
    ['', 'Hit'],
  ])('is kept as "%s" allows', async (control, expected) => {
    edge.originAnswers(plain(200, control === '' ? {} : { 'cache-control': control }));
    const path = `/age/${encodeURIComponent(control)}`;
    expect(await cachesOf(path, 2)).toEqual(['Miss', expected]);
  });

  it('is kept for the least time of its behavior, whatever the origin says', async () => {
    edge.originAnswers(plain(200, { 'cache-control': 'no-store' }));
    expect(await cachesOf('/least/a', 2)).toEqual(['Miss', 'Hit']);
  });

  it('is asked for again by its strong ETag once it has expired, though it was compressed', async () => {
    const asked: unknown[] = [];
    edge.originAnswers((incoming, response) => {
      const tag = incoming.headers['if-none-match'];
      asked.push(tag);
      const headers = { etag: '"v1"', 'cache-control': 'max-age=1' };
      if (tag === '"v1"') response.writeHead(304, headers).end();
      else plain(200, headers)(incoming, response);
    });
    const headers = { 'accept-encoding': 'gzip' };
    const first = await edge.visit('/fresh', { headers });
    expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', etag: 'W/"v1"' });
    expect(gunzipSync(first.body).length).toBe(2000);
    await pass(1.2);
    expect([await edge.cacheOf('/fresh'), await edge.cacheOf('/fresh')]).toEqual([
      'RefreshHit',
      'Hit',
    ]);
    expect(asked).toEqual([undefined, '"v1"']);
  });

  it('is not compressed for who does not take it, and not when it is small', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    await edge.visit('/zip', { headers });
    const { body, headers: got } = await edge.visit('/zip');
    expect([body.length, got['content-encoding']]).toEqual([2000, undefined]);
    edge.originAnswers((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 5 }).end('small'),
    );
    expect((await edge.visit('/small', { headers })).headers['content-encoding']).toBeUndefined();
  });
});

describe('what may not be kept', () => {
  it('reaches the origin each time, with host, cookies, query and the address of the visitor once', async () => {
    let seen: unknown;
    edge.originAnswers((incoming, response) => {
      const { host, cookie, 'x-forwarded-for': forwarded } = incoming.headers;
      seen = { host, cookie, forwarded, url: incoming.url };
      response.writeHead(200).end();
    });
    const headers = {
      host: 'riviera.localhost',
      cookie: 'sid=1',
      'x-forwarded-for': '203.0.113.7',
    };
    expect(await edge.cacheOf('/api/offers?b=2&a=1', { headers })).toBe('Miss');
    expect(seen).toEqual({
      host: 'riviera.localhost',
      cookie: 'sid=1',
      forwarded: '203.0.113.7, 127.0.0.1',
      url: '/api/offers?b=2&a=1',
    });
    expect(await edge.cacheOf('/api/offers?b=2&a=1', { headers })).toBe('Miss');
    expect(edge.reachedOrigin()).toHaveLength(2);
  });

  it('is a method that the behavior does not allow: refused without the origin', async () => {
    const { status, headers } = await edge.visit('/page', { method: 'POST' });
    expect([status, headers['x-cache']]).toEqual([403, 'Error from cloudfront']);
    expect(edge.reachedOrigin()).toEqual([]);
    expect((await edge.visit('/api/bookings', { method: 'POST' })).status).toBe(200);
  });

  it('does not make visitors wait for one another', async () => {
    edge.originAnswers((incoming, response) =>
      setTimeout(() => plain(200, { 'cache-control': 'private' })(incoming, response), 300),
    );
    await edge.visit('/private');
    const begun = performance.now();
    await Promise.all(Array.from({ length: 8 }, () => edge.visit('/private')));
    expect(performance.now() - begun).toBeLessThan(8 * 300);
    expect(edge.reachedOrigin()).toHaveLength(9);
  });
});

describe('an error of the origin', () => {
  it.each([
    [503, '', 'kept'],
    [503, 'no-store', 'kept'],
    [500, 'private', 'kept'],
    [501, 'no-store', 'not kept'],
    [404, '', 'kept'],
    [404, 'no-store', 'not kept'],
    [405, 'no-store', 'kept'],
    [400, '', 'not kept'],
    [403, 'max-age=60', 'kept'],
    [409, '', 'not kept'],
    [409, 'max-age=60', 'not kept'],
    [416, '', 'not kept'],
    [422, 'max-age=60', 'not kept'],
  ])('%i with "%s" is %s', async (status, control, expected) => {
    edge.originAnswers(plain(status, control === '' ? {} : { 'cache-control': control }));
    const path = `/failing/${status}/${encodeURIComponent(control)}`;
    expect(await cachesOf(path, 2)).toEqual(['Error', 'Error']);
    expect(edge.reachedOrigin()).toHaveLength(expected === 'kept' ? 1 : 2);
  });

  it('is kept for its time only, and then the origin is asked again', async () => {
    edge.originAnswers(plain(503));
    expect((await edge.visit('/down')).status).toBe(503);
    edge.originAnswers(plain());
    expect((await edge.visit('/down')).status).toBe(503);
    await pass(1.2);
    expect((await edge.visit('/down')).status).toBe(200);
  });

  it('is kept for the age that it states, where that is longer', async () => {
    edge.originAnswers(plain(503, { 'cache-control': 'max-age=60' }));
    await edge.visit('/down-long');
    edge.originAnswers(plain());
    await pass(1.2);
    expect((await edge.visit('/down-long')).status).toBe(503);
  });
});

describe('an origin that fails where something is kept', () => {
  const short = plain(200, { 'cache-control': 'max-age=1', etag: '"s"' });

  it('is covered by what has expired, is not asked again for a while, and then is', async () => {
    edge.originAnswers(short);
    await edge.visit('/covered');
    await pass(1.2);
    edge.originAnswers(plain(500));
    edge.reachedOrigin();
    const seen = [];
    for (let visit = 0; visit < 5; visit += 1) seen.push((await edge.visit('/covered')).status);
    expect(seen).toEqual([200, 200, 200, 200, 200]);
    expect(edge.reachedOrigin()).toEqual(['GET /covered']);
    await pass(1.2);
    expect((await edge.visit('/covered')).status).toBe(200);
    expect(edge.reachedOrigin()).toEqual(['GET /covered']);
    edge.originAnswers(short);
    await pass(1.2);
    expect(await edge.cacheOf('/covered')).toBe('Miss');
  });

  it('is not covered when it says that something is not there any more', async () => {
    edge.originAnswers(short);
    await edge.visit('/removed');
    await pass(1.2);
    edge.originAnswers(plain(404));
    expect((await edge.visit('/removed')).status).toBe(404);
  });

  it('is not covered for longer than stale-if-error allows', async () => {
    edge.originAnswers(plain(200, { 'cache-control': 'max-age=1, stale-if-error=0' }));
    await edge.visit('/strict');
    await pass(1.2);
    edge.originAnswers(plain(500));
    expect((await edge.visit('/strict')).status).toBe(500);
  });

  it('is covered when it is gone, while what is not kept is 502', async () => {
    edge.originAnswers(short);
    await edge.visit('/gone');
    edge.originAnswers(plain(200, { 'cache-control': 'max-age=600' }));
    await edge.visit('/assets/long.js');
    await pass(1.2);
    await edge.stopOrigin();
    try {
      expect(await edge.cacheOf('/assets/long.js')).toBe('Hit');
      expect((await edge.visit('/gone')).status).toBe(200);
      expect((await edge.visit('/never-seen')).status).toBe(502);
      expect((await edge.visit('/api/offers')).status).toBe(502);
    } finally {
      await edge.startOrigin();
    }
    // Varnish remembers for a moment that nobody took its connection.
    const isBack = (path: string) => async () => (await edge.visit(path)).status === 200;
    for (const path of ['/api/offers', '/never-seen'])
      expect(await until(isBack(path), { withinMs: 10_000, everyMs: 100 })).toBe(true);
  });
});
