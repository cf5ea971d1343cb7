import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  scenarios: {
    shop: {
      executor: 'ramping-vus',
      startVUs: 1,
      stages: [
        { duration: '1s', target: 12 },
        { duration: '1s', target: 0 },
      ],
      gracefulRampDown: '0s',
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  sleep(0.4);
}
