import http from 'k6/http';
import { Trend } from 'k6/metrics';

const price = new Trend('price');

export const options = {
  vus: 1,
  iterations: 20,
  thresholds: { price: ['p(95)<10'], 'http_req_duration{name:never}': ['p(95)<10'] },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  if (__ITER > 20) price.add(1);
}
