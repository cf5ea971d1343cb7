import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: { shop: { executor: 'constant-vus', vus: 8, duration: '2s', gracefulStop: '1s' } },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  sleep(0.4);
}
