import { check } from 'k6';
import encoding from 'k6/encoding';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20 };

export default function () {
  const [scheme, rest] = `${__ENV.BASE_URL}/private`.split('://');
  const inUrl = http.get(`${scheme}://ada:secret@${rest}`);
  const headers = { Authorization: `Basic ${encoding.b64encode('bo:secret')}` };
  const inHeader = http.get(`${__ENV.BASE_URL}/private`, { headers, tags: { name: 'private' } });
  check(inUrl, { 'is ada': ({ body }) => body === 'ada' });
  check(inHeader, { 'is bo': ({ body }) => body === 'bo' });
}
