import { check } from 'k6';
import http from 'k6/http';

export const options = {
  vus: 2,
  iterations: 24,
  noConnectionReuse: true,
  noVUConnectionReuse: true,
  rps: 20,
  userAgent: 'campers/1.0',
  dns: { ttl: '1m', select: 'first', policy: 'preferIPv4' },
  hosts: { 'shop.test': '127.0.0.1' },
  summaryTrendStats: ['avg', 'p(99.9)', 'count'],
};

export default function () {
  const url = __ENV.BASE_URL?.replace('127.0.0.1', 'shop.test');
  const response = http.get(`${url}/agent`, { tags: { name: 'agent' } });
  check(response, {
    'knows us': ({ body }) => body === 'campers/1.0',
    'is a new connection': ({ timings }) => timings.connecting > 0,
  });
}
