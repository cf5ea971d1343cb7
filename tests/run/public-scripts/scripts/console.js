import http from 'k6/http';

export const options = { vus: 1, iterations: 20 };

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  if (__ITER > 0) return;
  console.log('plain', 1, { a: [true] });
  console.info('two\nlines');
  console.debug('not shown');
  console.warn('careful');
  console.error('no "cart": é, 家');
  console.error('still no cart');
}
