import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20 };

export default function () {
  const url = `${__ENV.BASE_URL}/cookies`;
  const jar = http.cookieJar();
  jar.set(url, 'own', 'yes');
  http.get(`${url}/set?session=s1`, { tags: { name: 'log in' } });
  const response = http.get(url, { cookies: { extra: 'e1' }, tags: { name: 'cookies' } });
  check(response, {
    'all three are sent': ({ body }) => body === 'extra=e1; own=yes; session=s1',
    'the jar has it': () => jar.cookiesForURL(url)['session']?.[0] === 's1',
  });
}
