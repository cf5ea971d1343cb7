import type { IncomingMessage } from 'node:http';
import { headerOf } from '../framework/headers.ts';
import type { PmsContext } from '../framework/deps.ts';
import { Problem } from '../problem.ts';

const largestBody = 64 * 1024;

/**
 * A request's body as text. A length that is declared is held to by the server; a body that comes in chunks declares
 * none, and is counted in bytes while it comes.
 * @throws Problem too-large, or malformed when the client goes away in the middle
 */
export async function readText(c: PmsContext): Promise<string> {
  const declared = headerOf(c, 'content-length');
  if (declared === undefined) return readChunks(c.env.incoming);
  if (Number(declared) > largestBody) throw tooLarge();
  return c.req.text();
}

/** What comes after the limit is not kept; the server reads on for a moment, so that the client hears the answer. */
function readChunks(incoming: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const take = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= largestBody) {
      chunks.push(chunk);
      return;
    }
    incoming.off('data', take);
    reject(tooLarge());
  };
  incoming.on('data', take);
  incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  incoming.once('close', () => reject(new Problem('malformed', 'The body has no end.')));
  return promise;
}

function tooLarge(): Problem {
  return new Problem('too-large', `A body may have at most ${largestBody} bytes.`);
}
