// @module-tag needs/openssl
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';

/** A site for scripts to try: `/ok`, `/status/503`, `/after/250` (ms), `/cut`, `/reset`. Anything else is 404. */
export interface SmallSite {
  readonly url: string;
  /** The same with a certificate that nobody signed. */
  readonly secureUrl: string;
  readonly close: () => Promise<void>;
}

/** What a site answers beside that. */
export interface MoreOfSite {
  /** By the first part of the path; they are given the second, with all that comes after it. */
  readonly answers: ReadonlyMap<string, (...given: [...Given, rest: string]) => void>;
  /** Takes over connections that ask for another protocol. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void;
}

type Given = Parameters<RequestListener>;

export async function openSmallSite(more?: MoreOfSite): Promise<SmallSite> {
  const plain = createServer((request, response) => {
    const [, what = '', rest = ''] = /^\/([^/?]*)[/?]?(.*)$/.exec(request.url ?? '') ?? [];
    const own = more?.answers.get(what);
    if (own === undefined) answer(request.url ?? '', response);
    else own(request, response, rest);
  });
  if (more !== undefined) plain.on('upgrade', more.upgrade);
  const secure = createSecureServer(await certificate(), (_, response) => void response.end());
  const [port, securePort] = await Promise.all([plain, secure].map((server) => listening(server)));
  return {
    url: `http://127.0.0.1:${port}`,
    secureUrl: `https://127.0.0.1:${securePort}`,
    close: async () => {
      for (const server of [plain, secure]) server.closeAllConnections();
      await Promise.all([plain, secure].map((server) => promisify(server.close.bind(server))()));
    },
  };
}

function answer(path: string, response: Given[1]): void {
  const [, what, figure] = path.split('?')[0]?.split('/') ?? [];
  if (what === 'after') setTimeout(() => response.end('{}'), Number(figure));
  else if (what === 'reset') response.socket?.resetAndDestroy();
  else if (what === 'cut') {
    response.writeHead(200, { 'content-length': 100 });
    response.write('only this', () => response.socket?.end());
  } else {
    response.writeHead(what === 'status' ? Number(figure) : what === 'ok' ? 200 : 404);
    response.end('{"rooms":3}');
  }
}

/** @returns the port */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on no port');
  return address.port;
}

async function certificate(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const subject = ['-nodes', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await promisify(execFile)('openssl', [...request, ...subject, '-keyout', key, '-out', cert]);
  const files = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  await rm(folder, { recursive: true });
  return files;
}
