import type { ProbeEntry } from './contract/probe.ts';
import { settings as readWriteSplitSettings } from './read-write-split/settings.ts';
import { settings as readerBalanceSettings } from './reader-balance/samples/settings.ts';

/** Every probe of a target. To add one: a folder beside this file, and an entry here. */
export const probes = {
  'reader-balance': {
    brief: 'Is the reader endpoint balanced, and if not, why?',
    details:
      'Watches three layers at once: what the name servers answer, which reader new connections reach, and what the\n' +
      'readers have to do. Per reader and second it reads two lists, per window (the time to live of an answer) it asks\n' +
      'each name server once and opens one connection; it writes nothing. It looks once, at the end: "balanced" only when\n' +
      'there were windows enough, "imbalanced" with the layer and the cause, otherwise how much longer it takes.',
    settings: readerBalanceSettings,
    load: async () => (await import('./reader-balance/index.ts')).readerBalance,
  },
  'read-write-split': {
    brief: 'Does an endpoint that splits reads from writes send each where it must go?',
    details:
      'Through any MySQL endpoint: reads must reach readers; writes, locking reads and whole transactions the writer. Also\n' +
      'tells how late own writes are seen, what sessions lose, and how long a node that is gone is still asked. Eight\n' +
      'clients take five short transactions a second each at most. It writes and removes rows of its own in the schema of\n' +
      'write audits (database.audit), and nowhere else.',
    settings: readWriteSplitSettings,
    load: async () => (await import('./read-write-split/index.ts')).readWriteSplit,
  },
} as const satisfies Record<string, ProbeEntry>;
