import { serve } from '@hono/node-server';
import { BilanciaError, knownError } from '../../../core/errors.ts';
import { outsideStub } from './stub.ts';

/** The stub as a process: listens on `STUB_LISTEN`, ended by SIGTERM. */
function main(): void {
  const listen = process.env['STUB_LISTEN'] ?? '';
  const [, hostname, port] = /^([^:]+):(\d+)$/.exec(listen) ?? [];
  if (hostname === undefined) {
    throw knownError('bad-value', { what: 'STUB_LISTEN', given: listen, expected: 'host:port' });
  }
  const server = serve({ fetch: outsideStub().fetch, hostname, port: Number(port) });
  process.once('SIGTERM', () => {
    server.close();
    // Callers of a system that plays dead would wait for ever.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

try {
  main();
} catch (thrown) {
  if (!(thrown instanceof BilanciaError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = thrown.exitStatus;
}
