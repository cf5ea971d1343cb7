import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 2, iterations: 24 };

export default function () {
  const response = http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home' } });
  check(response, { 'is 200': ({ status }) => status === 200 });
}

/** @param {{ metrics: Record<string, { values: Record<string, number> }> }} data */
export function handleSummary({ metrics }) {
  const requests = metrics['http_reqs']?.values['count'];
  return {
    stdout: `${requests} requests\n`,
    'summary.json': JSON.stringify({ requests, passes: metrics['checks']?.values['passes'] }),
    'junit.xml': '<testsuites><testsuite name="shop" tests="1"/></testsuites>',
  };
}
