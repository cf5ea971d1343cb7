import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

type Answer = (...[request, response, rest]: [...Parameters<RequestListener>, string]) => void;

const page = `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>Pitches</h1>
<form action="/echo" method="post"><input name="nights"><input type="hidden" name="token" value="t1"></form>`;

/** What public scripts try, by the first part of the path; `rest` is the second. */
export const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['echo', (request, response) => void text(request).then((body) => response.end(body))],
  ['agent', ({ headers }, response) => response.end(headers['user-agent'])],
  ['encoding', ({ headers }, response) => response.end(headers['content-encoding'])],
  [
    'gzip',
    (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"rooms":3}'));
    },
  ],
  [
    'redirect',
    (_, response, left) => {
      response.writeHead(302, { location: left === '1' ? '/ok' : `/redirect/${Number(left) - 1}` });
      response.end();
    },
  ],
  [
    'cookies',
    ({ headers }, response, rest) => {
      if (rest.startsWith('set')) response.setHeader('set-cookie', `${rest.slice(4)}; Path=/`);
      response.end((headers.cookie ?? '').split('; ').toSorted().join('; '));
    },
  ],
  [
    'private',
    ({ headers: { authorization = '' } }, response) => {
      const given = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
      response.writeHead(given.endsWith(':secret') ? 200 : 401);
      response.end(given.replace(':secret', ''));
    },
  ],
  [
    'events',
    (_, response, count) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let number = 1; number <= Number(count); number += 1)
        setTimeout(() => response.write(`data: ${number}\n\n`), number * 20);
      setTimeout(() => response.end(), Number(count) * 20 + 20);
    },
  ],
  [
    'page',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(page);
    },
  ],
]);
