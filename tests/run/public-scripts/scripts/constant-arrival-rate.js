import http from 'k6/http';

export const options = {
  scenarios: {
    shop: {
      executor: 'constant-arrival-rate',
      rate: 30,
      timeUnit: '1s',
      duration: '2s',
      preAllocatedVUs: 30,
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}
