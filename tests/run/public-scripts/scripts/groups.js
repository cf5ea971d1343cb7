import { check, group } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 12 };

export default function () {
  group('shop', () => {
    group('search', () => {
      const response = http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'search' } });
      check(response, { 'is there': ({ status }) => status === 200 });
    });
    group('buy, now', () => {
      const response = http.post(`${__ENV.BASE_URL}/echo`, 'tent', { tags: { name: 'buy' } });
      check(response, { 'is there': ({ status }) => status === 200 });
    });
  });
}
