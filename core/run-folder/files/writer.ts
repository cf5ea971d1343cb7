import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const writerSample = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Id of the instance, which a failover changes. */
  writer: z.string(),
  /** CPU seconds of it, since its start or since the run's. */
  cpuSeconds: z.number(),
});

/** What the database's writer had used of CPU at a moment. */
export type WriterSample = z.infer<typeof writerSample>;

export const writer = records({
  name: 'writer.ndjson',
  about: "CPU of the database's writer, a line per sample.",
  writtenBy: 'the observer writer',
  readBy: 'reports',
  expected: (manifest) =>
    whereObservable('writer', "the target tells its writer's CPU", {
      // CloudWatch has a point a minute.
      coverage: { everySeconds: manifest.target.kind === 'aws' ? 60 : 10 },
    })(manifest),
  schema: writerSample,
});
