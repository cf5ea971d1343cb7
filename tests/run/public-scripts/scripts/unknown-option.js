import http from 'k6/http';

export const options = { vus: 2, iterations: 20, pitches: 7 };

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}
