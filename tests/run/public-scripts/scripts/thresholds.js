import http from 'k6/http';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

const sold = new Counter('nights_sold');
const left = new Gauge('nights_left');
const happy = new Rate('happy_visitors');
const price = new Trend('price');
const waited = new Trend('waited', true);

export const options = {
  vus: 1,
  iterations: 25,
  thresholds: {
    nights_sold: ['count==75'],
    nights_left: ['value>=0', 'value<100'],
    happy_visitors: ['rate>=0.8'],
    price: ['p(90)<=24', 'p(99.9) < 25', 'avg<13', 'med==12', 'min==0', 'max<25'],
    'waited{page:search}': [{ threshold: 'p(95)<=20', abortOnFail: false }],
    'http_req_duration{status:200, method:GET}': ['p(95)<5000'],
    'http_reqs{name:home}': ['count==25'],
    http_req_failed: ['rate==0'],
    iterations: ['count==25'],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  sold.add(3);
  left.add(24 - __ITER);
  happy.add(__ITER % 5 !== 0);
  price.add(__ITER);
  waited.add(20, { page: 'search' });
  waited.add(900, { page: 'buy' });
}
