import { once } from 'node:events';
import { trivialSite } from './trivial-site.ts';

const server = trivialSite().listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : ''}\n`);
