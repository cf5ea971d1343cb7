import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** RFC 6455, section 1.3. */
const handshakeId = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const closing = 8;

/** Says back every text message of less than 126 bytes, which is all that the scripts send. */
export function echoMessages({ headers }: IncomingMessage, socket: Duplex): void {
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${handshakeId}`);
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept.digest('base64')}`,
      '\r\n',
    ].join('\r\n'),
  );
  let waiting = Buffer.alloc(0);
  // A client that goes without a word is the script's business.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      // Two bytes of header, four of the mask that clients must use, then what they say.
      const length = (waiting[1] ?? 0) & 127;
      if (waiting.length < 6 + length) return;
      const [head = 0] = waiting;
      const mask = waiting.subarray(2, 6);
      const said = waiting.subarray(6, 6 + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
      waiting = waiting.subarray(6 + length);
      socket.write(Buffer.concat([Buffer.of(head, length), said]));
      if ((head & 15) === closing) socket.end();
    }
  });
}
