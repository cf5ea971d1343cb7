import http from 'k6/http';
import secrets from 'k6/secrets';

export const options = { vus: 1, iterations: 20 };

export default async function () {
  const key = await secrets.get('api-key');
  http.get(`${__ENV.BASE_URL}/ok`, { headers: { 'X-Key': key }, tags: { name: 'home' } });
  if (__ITER === 0) console.log(`the key is ${key}`);
}
