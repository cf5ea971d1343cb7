import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Answer, type DecodedPacket, decode, encode, RECURSION_DESIRED } from 'dns-packet';
import { hasCode, reasonOf } from '../../core/errors.ts';

const timeoutMs = 2_000;

/** One record on the way from the name to an address. */
export interface ChainLink {
  readonly type: 'CNAME' | 'A' | 'AAAA';
  readonly ttl: number;
  readonly data: string;
}

/** What a server answers to a name: its chain with times to live, or why there is none. */
export interface NameAnswer {
  readonly chain: readonly ChainLink[];
  /** The first address; null when there is none. */
  readonly address: string | null;
  /** Why there is no address, in a few words. */
  readonly error?: string;
}

/**
 * Asks one name server for the address of a name, over UDP. Node's own resolver follows aliases without telling their times
 * to live, which is what decides how long an answer is kept.
 * @param server `host:port`, the host an IP address
 */
export async function askName(server: string, name: string): Promise<NameAnswer> {
  const { hostname, port } = new URL(`dns://${server}`);
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const id = randomInt(1, 65_536);
  try {
    // Connected, so that nobody else can answer, and a closed port is told at once.
    socket.connect(Number(port || 53), host);
    const signal = AbortSignal.timeout(timeoutMs);
    await once(socket, 'connect', { signal });
    const question = { type: 'A', class: 'IN', name } as const;
    socket.send(encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [question] }));
    for (;;) {
      const [message]: unknown[] = await once(socket, 'message', { signal });
      const reply = Buffer.isBuffer(message) ? decoded(message) : undefined;
      if (reply?.id === id) return answerOf(reply);
    }
  } catch (error) {
    if (!hasCode(error, 'ECONNREFUSED') && !hasCode(error, 'ABORT_ERR')) throw error;
    return without(hasCode(error, 'ABORT_ERR') ? 'no answer within 2 s' : reasonOf(error));
  } finally {
    socket.close();
  }
}

/** Undefined for what is no message. */
function decoded(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function answerOf(reply: DecodedPacket): NameAnswer {
  const code = 'rcode' in reply ? String(reply.rcode) : 'NOERROR';
  if (code !== 'NOERROR') return without(code);
  const chain = (reply.answers ?? []).flatMap(linkOf);
  const address = chain.find(({ type }) => type !== 'CNAME')?.data ?? null;
  return { chain, address, ...(address === null ? { error: 'no address in the answer' } : {}) };
}

function linkOf(answer: Answer): ChainLink[] {
  if (answer.type !== 'CNAME' && answer.type !== 'A' && answer.type !== 'AAAA') return [];
  return [{ type: answer.type, ttl: answer.ttl ?? 0, data: answer.data }];
}

function without(error: string): NameAnswer {
  return { chain: [], address: null, error };
}
