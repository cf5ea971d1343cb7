import type { Connection } from 'mysql2/promise';
import { reasonOf } from '../../core/errors.ts';
import { every } from '../../core/every.ts';
import { merged } from '../../core/merged.ts';
import { pause } from '../../core/pause.ts';
import { type Endpoint, openEndpoint, whoAnswers } from './endpoint.ts';
import type { Sample, SampleOf } from './sample.ts';

const readEveryMs = 500;
/** As many may wait at once for a node that stands still, so that others are still asked meanwhile. */
const clients = 10;

/**
 * Plain reads at an even pace: on a connection that is kept, for whoever splits statements, and each on a connection of its
 * own, for whoever splits connections.
 */
export function readsThrough(endpoint: Endpoint, until: AbortSignal): AsyncIterable<Sample> {
  return merged([
    onOneConnection(endpoint, until),
    ...Array.from({ length: clients }, (_, nth) => onNewConnections(endpoint, nth, until)),
  ]);
}

async function* onNewConnections(
  endpoint: Endpoint,
  nth: number,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  await pause(nth * readEveryMs, until);
  while (!until.aborted) {
    const { answer, connection } = await read(endpoint, undefined);
    connection?.destroy();
    yield answer;
    await pause(clients * readEveryMs, until);
  }
}

async function* onOneConnection(endpoint: Endpoint, until: AbortSignal): AsyncGenerator<Sample> {
  let kept: Connection | undefined;
  try {
    for await (const _ of every(readEveryMs, until)) {
      const { answer, connection } = await read(endpoint, kept);
      kept = connection;
      yield answer;
    }
  } finally {
    kept?.destroy();
  }
}

/** Asks who reads, on this connection or a new one, and gives it back while it is of use. */
async function read(
  endpoint: Endpoint,
  kept: Connection | undefined,
): Promise<{
  readonly answer: SampleOf<'answered'>;
  readonly connection: Connection | undefined;
}> {
  const at = Date.now();
  let connection = kept;
  try {
    connection ??= await openEndpoint(endpoint);
  } catch (error) {
    const failed = { by: null, ms: Date.now() - at, error: reasonOf(error) };
    return { answer: { kind: 'answered', at, asked: 'read', ...failed }, connection: undefined };
  }
  const told = await whoAnswers(endpoint, connection, 'read', 'SELECT @@server_id AS id');
  // Whoever waits to be connected waits for the node as well.
  const answer = { ...told, at, ms: Date.now() - at };
  if (answer.by !== null) return { answer, connection };
  connection.destroy();
  return { answer, connection: undefined };
}
