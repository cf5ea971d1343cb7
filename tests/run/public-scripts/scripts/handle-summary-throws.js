import http from 'k6/http';

export const options = { vus: 2, iterations: 24 };

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}

export function handleSummary() {
  throw new Error('no summary today');
}
