import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 12, maxRedirects: 5 };

export default function () {
  const url = `${__ENV.BASE_URL}/redirect/3`;
  const followed = http.get(url, { tags: { name: 'followed' } });
  const kept = http.get(url, { redirects: 0, tags: { name: 'kept' } });
  const tooMany = http.get(`${__ENV.BASE_URL}/redirect/9`, { tags: { name: 'too many' } });
  check(followed, { followed: ({ status, url }) => status === 200 && url.endsWith('/ok') });
  check(kept, { kept: ({ status, headers }) => status === 302 && 'Location' in headers });
  check(tooMany, { 'too many': ({ status }) => status === 302 });
}
