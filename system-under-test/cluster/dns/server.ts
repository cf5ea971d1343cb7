import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { decode, encode, type Packet } from 'dns-packet';
import { answerTo, failureOf, maybeQuery, responseCode, type Zone } from './answer.ts';

export interface NameServer {
  readonly close: () => void;
}

type Log = (line: string) => void;

/**
 * A name server on UDP and TCP. A query that cannot be read is answered "format error"; when the fault is ours, the
 * answer is "server failure" and the fault goes to the log with its stack.
 */
export async function startNameServer(
  host: string,
  port: number,
  zone: Zone,
  log: Log,
): Promise<NameServer> {
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => {
    const reply = replyTo(message, zone, log);
    if (reply !== undefined) udp.send(reply, from.port, from.address);
  });
  udp.bind({ address: host, port, exclusive: true });
  await once(udp, 'listening');

  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // A client that breaks off is no fault of ours.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(10_000, () => socket.destroy());
    serveStream(socket, zone, log);
  });
  tcp.listen({ host, port, exclusive: true });
  await once(tcp, 'listening');

  return {
    close: () => {
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** What to send back; undefined for what is no query. */
function replyTo(message: Buffer, zone: Zone, log: Log): Buffer | undefined {
  if (!maybeQuery(message)) return undefined;
  const query = decoded(message);
  if (query === undefined) return failureOf(message, responseCode.formatError);
  try {
    return encode(answerTo(query, zone));
  } catch (fault) {
    log(`dns could not answer a query: ${inspect(fault)}`);
    return failureOf(message, responseCode.serverFailure);
  }
}

function decoded(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

/** Over TCP each message has its length before it, in two bytes (RFC 1035, 4.2.2). */
function serveStream(socket: Socket, zone: Zone, log: Log): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const reply = replyTo(received.subarray(2, end), zone, log);
      received = received.subarray(end);
      if (reply === undefined) {
        socket.destroy();
        return;
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}
