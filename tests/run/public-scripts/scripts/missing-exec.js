import http from 'k6/http';

export const options = {
  scenarios: { shop: { executor: 'shared-iterations', exec: 'buy', vus: 1, iterations: 2 } },
};

export function read() {
  http.get(`${__ENV.BASE_URL}/ok`);
}
