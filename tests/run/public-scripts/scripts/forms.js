import { check } from 'k6';
import { parseHTML } from 'k6/html';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20 };

export default function () {
  const page = http.get(`${__ENV.BASE_URL}/page`, { tags: { name: 'page' } });
  const title = parseHTML(page.body ?? '')
    .find('h1')
    .text();
  const sent = page.submitForm({ fields: { nights: '3' }, params: { tags: { name: 'form' } } });
  check(title, { 'has a heading': (text) => text === 'Pitches' });
  check(sent, { 'is sent': ({ body }) => body === 'nights=3&token=t1' });
}
