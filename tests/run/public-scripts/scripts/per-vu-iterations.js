import http from 'k6/http';

export const options = {
  scenarios: { shop: { executor: 'per-vu-iterations', vus: 3, iterations: 8, maxDuration: '20s' } },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok?user=${__VU}&turn=${__ITER}`);
}
