import http from 'k6/http';

http.setResponseCallback(null);

export const options = { vus: 1, iterations: 20 };

export default function () {
  http.get(`${__ENV.BASE_URL}/status/500`, { tags: { name: 'home' } });
}
