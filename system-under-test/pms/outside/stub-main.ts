import { serve } from '@hono/node-server';

import { knownError } from '../../../core/errors.ts';
import { outsideStub } from './stub.ts';

const listen = process.env['STUB_LISTEN'] ?? '';
const [, hostname, port] = /^([^:]+):(\d+)$/.exec(listen) ?? [];
if (hostname === undefined) {
  throw knownError('bad-value', { what: 'STUB_LISTEN', given: listen, expected: 'host:port' });
}

const server = serve({ fetch: outsideStub().fetch, hostname, port: Number(port) });
process.once('SIGTERM', () => {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
});
