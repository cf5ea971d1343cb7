import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedTarget } from './described/described.ts';
import { reach } from './reach.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-reach-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A server on a free port for as long as `use` takes; `use` is given its port. */
async function listening(server: net.Server, use: (port: number) => Promise<void>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('it has no port');
    await use(address.port);
  } finally {
    server.close();
  }
}

async function reached(text: string): Promise<void> {
  const path = join(folder, 'target.yml');
  await writeFile(path, `name: theirs\n${text}\n`);
  await reach(await describedTarget(path, {}), false);
}

describe('a target', () => {
  it.each([200, 204])('whose health page answers %i is ready for load', async (status) => {
    const server = http.createServer((_, response) => response.writeHead(status).end());
    await listening(server, (port) =>
      expect(reached(`baseUrl: http://127.0.0.1:${port}`)).resolves.toBeUndefined(),
    );
  });

  it('whose health page sends elsewhere is not', async () => {
    const headers = { Location: '/login' };
    const server = http.createServer((_, response) => response.writeHead(302, headers).end());
    await listening(server, (port) =>
      expect(reached(`baseUrl: http://127.0.0.1:${port}`)).rejects.toThrow(
        `The target's health page http://127.0.0.1:${port}/ answers 302, not 2xx. Load on an unhealthy system proves nothing: fix it before testing.`,
      ),
    );
  });

  it('that speaks another protocol is told of in one line', async () => {
    const server = net.createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    await listening(server, (port) =>
      expect(reached(`baseUrl: http://127.0.0.1:${port}`)).rejects.toThrow(
        `The target http://127.0.0.1:${port} cannot be reached: Parse Error: Expected HTTP/, RTSP/ or ICE/. Check the URL, and that the system is up.`,
      ),
    );
  });

  it('that does not speak TLS is told of in one line when its URL says so', async () => {
    const server = http.createServer((_, response) => response.end());
    await listening(server, (port) =>
      expect(reached(`baseUrl: https://127.0.0.1:${port}`)).rejects.toMatchObject({
        message: `The target https://127.0.0.1:${port} cannot be reached: what answers there does not speak TLS, so the URL may have to begin with http://. Check the URL, and that the system is up.`,
      }),
    );
  });

  it.each(['?tenant=riviera', '/booking#top', '/?'])(
    'is not described by a file whose URL ends with %s, which no page would have',
    async (end) => {
      await expect(reached(`baseUrl: 'http://127.0.0.1:9${end}'`)).rejects.toThrow(
        `:2:10: baseUrl is "http://127.0.0.1:9${end}". Expected a URL that ends with its host or path, without a query (?) or fragment (#).`,
      );
    },
  );

  it('with a self-signed certificate is reached when its file is named, and else told of', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', cert, '-days', '2', '-nodes'];
    await promisify(execFile)('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      ...subject,
      ...files,
    ]);
    const identity = { key: await readFile(key), cert: await readFile(cert) };
    const server = https.createServer(identity, (_, response) => response.end());
    await listening(server, async (port) => {
      const baseUrl = `baseUrl: https://127.0.0.1:${port}`;
      await expect(reached(baseUrl)).rejects.toThrow(
        `The target https://127.0.0.1:${port} cannot be reached: its certificate is self-signed, so name its file as "ca" in the target file. Check the URL, and that the system is up.`,
      );
      await reached(`${baseUrl}\nca: cert.pem`);
    });
  });

  it('with another host that is not on this machine needs a confirmation for that', async () => {
    const baseUrl = 'baseUrl: http://127.0.0.1:9';
    await expect(reached(`${baseUrl}\nalsoHosts: ['127.0.0.2', '192.0.2.1:8443']`)).rejects.toThrow(
      '192.0.2.1 is not on this machine. Put load only on systems that you may test: confirm with --i-may-test-this-system.',
    );
  });

  it('is not described by a file with a URL for another host', async () => {
    await expect(
      reached("baseUrl: http://127.0.0.1\nalsoHosts: ['https://cdn.example/']"),
    ).rejects.toThrow(
      ':3:13: alsoHosts[0] is "https://cdn.example/". Expected a host such as cdn.example.com or cdn.example.com:8443, not a URL.',
    );
  });

  it('is not described by a file whose URL holds a password, which every report would show', async () => {
    const path = join(folder, 'target.yml');
    const described = reached('baseUrl: http://me:secret@127.0.0.1');
    await expect(described).rejects.toThrow(
      `${path}:2:10: baseUrl is "http://***@127.0.0.1". Expected a URL without user and password: it stands in every report.\n  baseUrl: http://***@127.0.0.1\n           ^`,
    );
    await expect(described).rejects.not.toThrow('secret');
  });

  it('is not described by a file of certificates without any', async () => {
    await writeFile(join(folder, 'none.pem'), 'no certificate\n');
    await expect(reached('baseUrl: https://127.0.0.1\nca: none.pem')).rejects.toThrow(
      `Certificate file ${join(folder, 'none.pem')} cannot be used: there is no certificate in it. Expected certificates in PEM.`,
    );
  });
});
