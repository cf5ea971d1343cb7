import http from 'k6/http';
import exec from 'k6/execution';

export const options = { vus: 1, iterations: 30 };

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  if (__ITER === 24) exec.test.fail('one visitor was sent away');
}
