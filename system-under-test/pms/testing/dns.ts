import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';

export interface TestDns {
  readonly port: number;
  /** Names asked for so far. */
  readonly asked: readonly string[];
  readonly stop: () => void;
}

/** A DNS server that gives every name these addresses, one an answer, and then the last of them. @param ttl seconds */
export async function startDns(addresses: readonly string[], ttl: number): Promise<TestDns> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  const dns = { asked, port: 0, stop: () => socket.close() };
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message);
    const name = questions[0]?.name ?? '';
    asked.push(name);
    const answer = encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      questions,
      answers: [
        { type: 'A', name, ttl, data: addresses[asked.length - 1] ?? addresses.at(-1) ?? '' },
      ],
    });
    socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  dns.port = socket.address().port;
  return dns;
}
