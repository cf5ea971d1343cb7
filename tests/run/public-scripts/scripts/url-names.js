import http from 'k6/http';

export const options = { vus: 1, iterations: 20 };

export default function () {
  http.get(http.url`${__ENV.BASE_URL}/ok?pitch=${__ITER}`);
  http.get(`${__ENV.BASE_URL}/ok?pitch=${__ITER}`, { tags: { name: 'pitch' } });
  http.post(http.url`${__ENV.BASE_URL}/echo?pitch=${__ITER}`, { night: '2030-08-01' });
}
