import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const readerSample = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  reader: z.string(),
  connections: z.number(),
  /** As the server counts, since its start. */
  queriesTotal: z.number(),
  replicaLagSeconds: z.number().nullable(),
  /** CPU seconds since its start, where the target can tell. */
  cpuSeconds: z.number().exactOptional(),
  /** Connections that it takes at once, where it tells. */
  maxConnections: z.number().exactOptional(),
  /** Attempts to connect since its start, those refused for want of room, and those that came to nothing. */
  connectionsTotal: z.number().exactOptional(),
  refusedTotal: z.number().exactOptional(),
  abortedTotal: z.number().exactOptional(),
});

/** One sample of one reader behind the reader endpoint. */
export type ReaderSample = z.infer<typeof readerSample>;

export const readers = records({
  name: 'readers.ndjson',
  about: 'Load per database reader, a line per sample and reader.',
  writtenBy: 'the observer readers',
  readBy: 'reports, monitors',
  expected: (manifest) =>
    whereObservable('readers', 'the target has database readers', {
      // CloudWatch has a point a minute.
      coverage: { everySeconds: manifest.target.kind === 'aws' ? 60 : 10 },
    })(manifest),
  schema: readerSample,
});
