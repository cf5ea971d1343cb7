import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { spawnTied } from '../../../core/child-process.ts';
import type { OpenedSession, StartCommand } from '../execute.ts';
import type { ProcessPlace } from './process-place.ts';
import { startAgent } from './agent.ts';

/** An agent of this machine behind a real WebSocket: runs each command in a shell, where a process runs. */
export interface LocalAgent {
  readonly start: StartCommand;
  readonly close: () => void;
}

/** @param place where commands run; with this process's own folder and variables where it is left out */
export async function startLocalAgent(place: ProcessPlace = {}): Promise<LocalAgent> {
  const commands = new Map<string, string>();
  const server: Server = createServer();
  server.on('upgrade', (request, socket: Duplex) => {
    const key = String(request.headers['sec-websocket-key']);
    // RFC 6455, 1.3.
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    );
    // Each is run once, for whoever was told its path.
    const command = commands.get(request.url ?? '');
    commands.delete(request.url ?? '');
    if (command === undefined) socket.destroy();
    else serve(socket, command, place);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    start: async (command): Promise<OpenedSession> => {
      const path = `/${randomUUID()}`;
      commands.set(path, command);
      return { streamUrl: `ws://127.0.0.1:${port}${path}`, tokenValue: 'token' };
    },
    close: () => server.close(),
  };
}

function serve(socket: Duplex, command: string, place: ProcessPlace): void {
  const agent = startAgent({
    transmit: (bytes) => socket.write(framed(binary, bytes)),
    now: Date.now,
    onClosed: () => clearInterval(timer),
  });
  const timer = setInterval(agent.tick, 100);
  let isRunning = false;
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let next = unframed(received); next !== undefined; next = unframed(received)) {
      received = received.subarray(next.size);
      if (next.type === binary) agent.receive(next.payload);
      if (next.type === closing) socket.end();
      if (isRunning) continue;
      isRunning = true;
      // A terminal has one output, in the order in which it was written.
      const child = spawnTied('sh', ['-c', `exec 2>&1\n${command}`], {
        ...place,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child.stdout?.on('data', agent.write);
      child.on('close', agent.finish);
      socket.on('close', () => child.kill('SIGKILL'));
    }
  });
  socket.on('close', () => clearInterval(timer));
  socket.on('error', () => socket.destroy());
}

const binary = 2;
const closing = 8;

/** RFC 6455, 5.2: a whole message in one frame, not masked, as servers send it. */
function framed(type: number, payload: Buffer): Buffer {
  const head = Buffer.from([0x80 | type, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** One masked frame of a client at the start of the bytes; undefined while it is not whole. */
function unframed(bytes: Buffer): { type: number; payload: Buffer; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const head = short === 126 ? 4 : 2;
  if (bytes.length < head + 4) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const size = head + 4 + length;
  if (bytes.length < size) return undefined;
  const mask = bytes.subarray(head, head + 4);
  const payload = Buffer.from(
    bytes.subarray(head + 4, size).map((byte, place) => byte ^ (mask[place % 4] ?? 0)),
  );
  return { type: (bytes[0] ?? 0) & 0x0f, payload, size };
}
