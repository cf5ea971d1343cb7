import { check } from 'k6';
import grpc from 'k6/net/grpc';

const client = new grpc.Client();
client.load(['lib'], 'greeter.proto');

export const options = {
  vus: 2,
  iterations: 10,
  thresholds: { grpc_req_duration: ['p(95)<5000'], checks: ['rate==1'] },
};

export default function () {
  client.connect(__ENV.GRPC_ADDRESS ?? '', { plaintext: true });
  const response = client.invoke('greetings.Greeter/Greet', { name: 'Ada' });
  check(response, {
    'is OK': ({ status }) => status === grpc.StatusOK,
    'greets her': ({ message }) => JSON.stringify(message) === '{"text":"Hello Ada"}',
  });
  client.close();
}
