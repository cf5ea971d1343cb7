import { check } from 'k6';
import http from 'k6/http';

const picture = open('./lib/pitch.txt', 'b');

export const options = { vus: 2, iterations: 20 };

export default function () {
  const data = { note: 'by the lake', picture: http.file(picture, 'pitch.txt', 'text/plain') };
  const response = http.post(`${__ENV.BASE_URL}/echo`, data, { tags: { name: 'upload' } });
  check(response, {
    'both parts came': ({ body }) =>
      body?.includes('filename="pitch.txt"') && body?.includes('by the lake'),
  });
}
