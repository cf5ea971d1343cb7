import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';

const errors = new Counter('shop_errors');
const happy = new Rate('happy_visitors');
const price = new Trend('price');

export const options = {
  vus: 1,
  iterations: 20,
  thresholds: {
    shop_errors: ['count<5'],
    happy_visitors: [{ threshold: 'rate>0.9', abortOnFail: false }],
    price: ['p(99)<10', 'max<1000'],
    'http_req_failed{name:home}': ['rate<0.01'],
    'http_req_failed{name:buy}': ['rate<0.01'],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  http.get(`${__ENV.BASE_URL}/status/${__ITER % 2 === 0 ? 503 : 200}`, { tags: { name: 'buy' } });
  errors.add(1);
  happy.add(__ITER % 2 === 0);
  price.add(__ITER);
}
