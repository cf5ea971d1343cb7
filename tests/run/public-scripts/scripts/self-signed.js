import http from 'k6/http';

export const options = { vus: 2, iterations: 20, insecureSkipTLSVerify: true };

export default function () {
  http.get(`${__ENV.SECURE_URL}/ok`, { tags: { name: 'home' } });
}
