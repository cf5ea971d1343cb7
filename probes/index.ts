import type { ProbeEntry } from './contract/probe.ts';
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
} as const satisfies Record<string, ProbeEntry>;
