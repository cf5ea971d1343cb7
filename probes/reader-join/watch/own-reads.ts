import type { Connection } from 'mysql2/promise';
import { every } from '../../../core/every.ts';
import { hasCode, reasonOf } from '../../../core/errors.ts';
import { merged } from '../../../core/merged.ts';
import type { TargetDatabase } from '../../../targets/target.ts';
import { connectTo, rowsOf } from '../../database/connection.ts';
import { askName } from '../../dns/ask.ts';
import { identityOf } from '../../reader-balance/watch/identity.ts';
import type { Names } from '../../reader-balance/watch/names.ts';
import type { Sample } from '../samples/sample.ts';

const clients = 4;
const everyMs = 1_000;
/** They renew their connections, each after an age of its own, so that they come to all readers. */
const leastAgeMs = 15_000;
const ageStepMs = 5_000;

interface OwnReads {
  readonly database: TargetDatabase;
  readonly names: Names;
  readonly known: ReadonlyMap<string, string>;
  readonly allow: (address: string) => Promise<void>;
}

/** What programs meet that reach readers through the endpoint and keep their connections for a while. */
export function ownReads(given: OwnReads, until: AbortSignal): AsyncIterable<Sample> {
  return merged(Array.from({ length: clients }, (_, client) => ownReadsOf(client, given, until)));
}

async function* ownReadsOf(
  client: number,
  given: OwnReads,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  let held: { connection: Connection; reader: string | null; since: number } | undefined;
  try {
    for await (const _ of every(everyMs, until)) {
      const at = Date.now();
      if (held !== undefined && at - held.since > leastAgeMs + client * ageStepMs) {
        held.connection.destroy();
        held = undefined;
      }
      let reader = held?.reader ?? null;
      try {
        if (held === undefined) {
          const connection = await connect(given);
          held = { connection, reader: null, since: at };
          held.reader = given.known.get(await identityOf(connection)) ?? null;
          ({ reader } = held);
        } else await rowsOf(held.connection, 'SELECT 1');
        yield { kind: 'read', at, client, reader, ms: Date.now() - at };
      } catch (error) {
        held?.connection.destroy();
        held = undefined;
        yield { kind: 'read', at, client, reader, ms: Date.now() - at, error: codeOf(error) };
      }
    }
  } finally {
    held?.connection.destroy();
  }
}

async function connect({ database, names, allow }: OwnReads): Promise<Connection> {
  const { hostname, port } = new URL(`tcp://${names.endpoint}`);
  const server = names.resolver ?? names.authority;
  const { address, error } =
    server === undefined ? { address: null } : await askName(server, hostname);
  if (address === null) throw new Error(`${hostname} has no address: ${error ?? 'nobody to ask'}`);
  const place = `${address.includes(':') ? `[${address}]` : address}:${port || '3306'}`;
  await allow(place);
  return connectTo(database, { address: place }, undefined, { patienceMs: 2_000 });
}

/** The server's or the system's code where there is one, which can be counted; the driver has none for a connection that broke while it lay idle. */
function codeOf(error: unknown): string {
  if (reasonOf(error).includes('connection is in closed state')) return 'PROTOCOL_CONNECTION_LOST';
  const codes = ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST'];
  return codes.find((code) => hasCode(error, code)) ?? reasonOf(error);
}
