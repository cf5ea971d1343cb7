import http from 'k6/http';

export function setup() {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'login' } });
  throw new Error('nobody may log in');
}

export default function () {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
}
