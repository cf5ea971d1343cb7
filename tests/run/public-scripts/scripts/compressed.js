import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20 };

export default function () {
  const answer = http.get(`${__ENV.BASE_URL}/gzip`, { tags: { name: 'unpacked' } });
  check(answer, { 'is unpacked': (response) => response.json('rooms') === 3 });
  const params = { compression: 'gzip', tags: { name: 'packed' } };
  const sent = http.post(`${__ENV.BASE_URL}/encoding`, 'tent'.repeat(100), params);
  check(sent, { 'is packed': ({ body }) => body === 'gzip' });
}
