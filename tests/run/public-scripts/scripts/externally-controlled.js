import http from 'k6/http';

/** An executor that k6 had until its version 2. */
export const options = {
  scenarios: { shop: { executor: 'externally-controlled', vus: 1, maxVUs: 2, duration: '2s' } },
};

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`);
}
