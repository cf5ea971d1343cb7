import { fail } from 'k6';
import http from 'k6/http';

export const options = { vus: 1, iterations: 40 };

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  if (__ITER % 2 === 1) fail('no free pitch');
  http.post(`${__ENV.BASE_URL}/echo`, 'tent', { tags: { name: 'buy' } });
}
