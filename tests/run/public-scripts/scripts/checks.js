import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 1, iterations: 24, thresholds: { checks: ['rate>0.5'] } };

export default function () {
  const response = http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  const even = check(response, {
    'is 200': ({ status }) => status === 200,
    'has rooms: "some"': ({ body }) => body?.includes('rooms'),
    'turn is even': () => __ITER % 2 === 0,
  });
  check(even, { 'was even': (yes) => yes }, { kind: 'second' });
}
