import { z } from 'zod';
import { outsides } from '../../statistics/histogram-line.ts';
import { records } from './declaration.ts';

const hostLine = z.object({
  /** Second since 1970 in which the requests ended. */
  t: z.number(),
  /** `host:port` of the URL, see core/host.ts; null where the engine does not tell it. */
  host: z.string().nullable(),
  /** IP address that was connected to; null where the engine does not tell it, or there was no connection. */
  address: z.string().nullable(),
  /** Absent for requests of the load itself. */
  outside: z.enum(outsides).optional(),
  n: z.int().positive(),
});

/** Requests, sessions and calls, whatever their protocol, to one place in one second; lines of one place add up. */
export type HostLine = z.infer<typeof hostLine>;

export const hosts = records({
  name: 'hosts.ndjson',
  about: 'Where requests went, a line per second, host and address.',
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  // Runs of versions that did not look say nothing of the target's hosts either.
  expected: ({ target, model }) =>
    target.hosts === undefined
      ? undefined
      : {
          because: 'every run records where its requests went',
          coverage: 'seconds-with-requests',
          // Scripts may speak other protocols than HTTP, or none.
          mayBeEmpty: model === 'foreign',
        },
  schema: hostLine,
});
