import grpc from 'k6/net/grpc';
import { Counter } from 'k6/metrics';

const client = new grpc.Client();
client.load(['lib'], 'greeter.proto');
const greetings = new Counter('greetings');

export const options = { vus: 1, iterations: 4, thresholds: { greetings: ['count>100'] } };

export default function () {
  client.connect(__ENV.GRPC_ADDRESS ?? '', { plaintext: true });
  const stream = new grpc.Stream(client, 'greetings.Greeter/GreetOften');
  stream.on('data', () => greetings.add(1));
  stream.on('end', () => client.close());
  stream.write({ name: 'Ada' });
  stream.end();
}
