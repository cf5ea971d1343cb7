import http from 'k6/http';

export const options = {
  scenarios: {
    readers: {
      executor: 'per-vu-iterations',
      exec: 'read',
      vus: 2,
      iterations: 12,
      tags: { kind: 'reader' },
    },
    buyers: {
      executor: 'shared-iterations',
      exec: 'buy',
      vus: 2,
      iterations: 9,
      startTime: '500ms',
      env: { GOODS: 'tent' },
      tags: { kind: 'buyer' },
    },
  },
  thresholds: {
    'http_reqs{kind:reader}': ['count==24'],
    'http_reqs{scenario:buyers}': ['count==9'],
    'iterations{scenario:readers}': ['count==24'],
  },
};

export function read() {
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'read' } });
}

export function buy() {
  const response = http.post(`${__ENV.BASE_URL}/echo`, __ENV.GOODS, { tags: { name: 'buy' } });
  if (response.body !== 'tent') throw new Error('the scenario has another environment');
}
