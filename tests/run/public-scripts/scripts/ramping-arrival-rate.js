import http from 'k6/http';

export const options = {
  scenarios: {
    shop: {
      executor: 'ramping-arrival-rate',
      startRate: 10,
      timeUnit: '1s',
      preAllocatedVUs: 30,
      maxVUs: 40,
      stages: [
        { duration: '1s', target: 40 },
        { duration: '1s', target: 10 },
      ],
    },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}
