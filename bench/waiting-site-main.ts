import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * `waiting-site-main.ts RATIO`: a site whose answers take log-normal times that need no CPU, so that it is as fast on a
 * busy machine. The slowest fifth of `/offers` takes RATIO times as long. Prints its port.
 */
const ratio = Number(process.argv[2] ?? '1');
/** Median in milliseconds by path. */
const medians = new Map([
  ['/home', 60],
  ['/search', 90],
  ['/offers', 150],
]);
const spread = 0.15;
/** Standard normal values above it are the slowest fifth. */
const slowestFifth = 0.8416;

const server = createServer((request, response) => {
  const path = request.url ?? '';
  const z = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const slower = path === '/offers' && z > slowestFifth ? ratio : 1;
  setTimeout(() => response.end('{}'), (medians.get(path) ?? 0) * slower * Math.exp(spread * z));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : ''}\n`);
