import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { decode, encode, streamDecode, streamEncode } from 'dns-packet';
import { answerTo, type Zone } from './answer.ts';

export interface NameServer {
  readonly close: () => void;
}

/** A name server on UDP and TCP. Queries that cannot be read are dropped, as UDP itself may do. */
export async function startNameServer(host: string, port: number, zone: Zone): Promise<NameServer> {
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => {
    const reply = replyTo(message, zone);
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
    serveStream(socket, zone);
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

function replyTo(message: Buffer, zone: Zone): Buffer | undefined {
  try {
    return encode(answerTo(decode(message), zone));
  } catch {
    // Not a name query. RFC 1035 allows silence.
    return undefined;
  }
}

/** Over TCP each message has its length before it, in two bytes (RFC 1035, 4.2.2). */
function serveStream(socket: Socket, zone: Zone): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const query = decodeStream(received.subarray(0, end));
      received = received.subarray(end);
      if (query === undefined) {
        socket.destroy();
        return;
      }
      socket.write(streamEncode(answerTo(query, zone)));
    }
  });
}

function decodeStream(message: Buffer) {
  try {
    return streamDecode(message);
  } catch {
    return undefined;
  }
}
