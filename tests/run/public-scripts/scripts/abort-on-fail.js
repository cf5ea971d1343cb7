import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  vus: 2,
  duration: '20s',
  thresholds: {
    http_req_failed: [{ threshold: 'rate<0.1', abortOnFail: true, delayAbortEval: '1s' }],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/status/500`, { tags: { name: 'home' } });
  sleep(0.4);
}
