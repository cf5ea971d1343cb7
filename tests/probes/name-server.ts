import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet';

export interface TestNameServer {
  /** `ip:port`. */
  readonly address: string;
  readonly close: () => void;
}

/** A name server on loopback that answers every name with whatever is drawn, which need not be kept. */
export async function startTestNameServer(draw: () => string): Promise<TestNameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message);
    const name = questions[0]?.name ?? '';
    const answer = { name, type: 'A', class: 'IN', ttl: 0, data: draw() } as const;
    const reply = { type: 'response', flags: AUTHORITATIVE_ANSWER, questions } as const;
    socket.send(
      encode({ ...reply, ...(id === undefined ? {} : { id }), answers: [answer] }),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

/** Keeps what is drawn for so long, whatever its time to live: a resolver that caches too much. */
export function held(draw: () => string, ms: number): () => string {
  let kept = draw();
  let since = Date.now();
  return () => {
    if (Date.now() - since >= ms) {
      kept = draw();
      since = Date.now();
    }
    return kept;
  };
}
