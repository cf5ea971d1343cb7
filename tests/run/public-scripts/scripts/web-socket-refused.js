import { check } from 'k6';
import ws from 'k6/ws';

export const options = { vus: 1, iterations: 5, thresholds: { checks: ['rate==1'] } };

export default function () {
  const response = ws.connect('ws://127.0.0.1:9/socket', null, () => undefined);
  check(response, { 'is switched': (answer) => answer?.status === 101 });
}
