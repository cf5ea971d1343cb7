import { sleep } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 6 };

export default async function () {
  const responses = await Promise.all([
    http.asyncRequest('GET', `${__ENV.BASE_URL}/ok`),
    http.asyncRequest('POST', `${__ENV.BASE_URL}/echo`, 'a=1'),
  ]);
  if (responses.some(({ status }) => status !== 200)) throw new Error('not answered');
  sleep(0.01);
}
