import http from 'k6/http';

export const options = { vus: 2, iterations: 6 };

export default function () {
  const base = __ENV.BASE_URL;
  http.get(`${base}/after/3000`, { timeout: 100, tags: { name: 'slow' } });
  http.get(`${base}/after/3000`, { timeout: '0.1s', tags: { name: 'slow, too' } });
  http.get(`${base}/ok`, { tags: { name: 'home' } });
}
