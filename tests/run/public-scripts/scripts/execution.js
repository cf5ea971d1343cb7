import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

export const options = { vus: 2, iterations: 20, tags: { release: 'r7' } };

export default function () {
  exec.vu.tags['kind'] = exec.scenario.iterationInTest % 2 === 0 ? 'reader' : 'buyer';
  exec.vu.metrics.metadata['trace'] = `t-${exec.scenario.iterationInTest}`;
  http.get(`${__ENV.BASE_URL}/ok`, { tags: { name: 'home', 'a, "b"': 'c=d&e' } });
  check(exec, {
    'is the default scenario': ({ scenario }) => scenario.name === 'default',
    'has two at work': ({ instance }) => instance.vusInitialized === 2,
  });
}
