import http from 'k6/http';
import { Trend } from 'k6/metrics';

const waited = new Trend('waited', true);

export const options = {
  vus: 1,
  iterations: 20,
  summaryTimeUnit: 's',
  summaryTrendStats: ['count', 'p(99.99)'],
  thresholds: { waited: ['p(95)<30', 'avg<1000', 'max<=20'] },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  waited.add(20);
}
