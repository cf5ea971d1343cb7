import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { buffer } from 'node:stream/consumers';

/** How often `GreetOften` greets. */
const often = 3;

/** The service of `lib/greeter.proto`, without TLS: gRPC is HTTP/2 with a frame around each message. */
export function createGreeter(): Http2Server {
  const server = createServer();
  server.on(
    'stream',
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) =>
      void greet(stream, headers[':path'] ?? ''),
  );
  return server;
}

async function greet(stream: ServerHttp2Stream, path: string): Promise<void> {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  const name = textIn(await buffer(stream));
  const times = path.endsWith('/GreetOften') ? often : 1;
  for (let time = 0; time < times; time += 1) stream.write(frameOf(`Hello ${name}`));
  stream.end();
}

/** A frame: not compressed, the length in four bytes, and the message, whose field 1 is a text. */
function frameOf(text: string): Buffer {
  const field = Buffer.from(text);
  const message = Buffer.concat([Buffer.of(0x0a, field.length), field]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function textIn(frame: Buffer): string {
  const length = frame[6] ?? 0;
  return frame.subarray(7, 7 + length).toString();
}
