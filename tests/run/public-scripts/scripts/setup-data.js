import http from 'k6/http';

export const options = { vus: 2, iterations: 24, setupTimeout: '10s' };

export function setup() {
  const rooms = http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'login' } }).json('rooms');
  console.info('rooms', rooms);
  return { rooms };
}

/** @param {{ rooms: number }} data */
export default function ({ rooms }) {
  http.get(`${__ENV.BASE_URL}/ok?rooms=${rooms}`, { tags: { name: 'home' } });
}

/** @param {{ rooms: number }} data */
export function teardown({ rooms }) {
  http.del(`${__ENV.BASE_URL}/ok?rooms=${rooms}`, null, { tags: { name: 'log out' } });
  console.warn('done');
}
