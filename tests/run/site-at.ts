import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';

/** Of a range that is for documents alone, where nobody answers. */
export const nobodys = '192.0.2.1';

export interface Site {
  readonly host: string;
  /** Connections that were made to it. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** A site that answers everything, and sends `/to?URL` on to that URL. */
export async function siteAt(address: string): Promise<Site> {
  const server = createServer((request, response) => {
    const [path, to = '/'] = (request.url ?? '').split('?');
    if (path === '/to') response.writeHead(302, { location: decodeURIComponent(to) });
    response.end('{}');
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const port = await portOf(server, address);
  return {
    host: `${address}:${port}`,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await promisify(server.close.bind(server))();
    },
  };
}

/** 9, where nobody listens, when the address is not this machine's. */
async function portOf(server: Server, address: string): Promise<number> {
  if (address === nobodys) return 9;
  await new Promise<void>((resolve) => void server.listen(0, address, resolve));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('it listens on no port');
  return at.port;
}
