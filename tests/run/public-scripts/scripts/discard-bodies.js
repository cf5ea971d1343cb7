import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20, discardResponseBodies: true };

export default function () {
  const url = `${__ENV.BASE_URL}/ok`;
  check(http.get(url, { tags: { name: 'home' } }), { 'has none': ({ body }) => body === null });
  check(http.get(url, { responseType: 'text', tags: { name: 'rooms' } }), {
    'has one': (response) => response.json('rooms') === 3,
  });
  check(http.get(url, { responseType: 'binary', tags: { name: 'picture' } }), {
    'has bytes': ({ body }) => body instanceof ArrayBuffer && body.byteLength === 11,
  });
}
