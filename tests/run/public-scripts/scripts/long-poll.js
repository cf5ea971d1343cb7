import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 4, iterations: 8, thresholds: { http_req_duration: ['p(95)<5000'] } };

export default function () {
  const events = http.get(`${__ENV.BASE_URL}/events/4`, { tags: { name: 'events' } });
  check(events, { 'all came': ({ body }) => body?.split('data:').length === 5 });
  http.get(`${__ENV.BASE_URL}/after/700`, { tags: { name: 'poll' } });
}
