import http from 'k6/http';

export const options = {
  scenarios: {
    shop: { executor: 'shared-iterations', vus: 3, iterations: 31, maxDuration: '20s' },
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}
