import type { ProbeEntry } from './contract/probe.ts';
import { settings as connectionsSettings } from './connections/samples/settings.ts';
import { settings as preflightSettings } from './preflight/settings.ts';
import { settings as readWriteSplitSettings } from './read-write-split/settings.ts';
import { settings as readerBalanceSettings } from './reader-balance/samples/settings.ts';
import { leastSecondsOf, settings as readerJoinSettings } from './reader-join/samples/settings.ts';
import { settings as whatIfSettings } from './what-if/samples/settings.ts';

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
  'reader-join': {
    brief:
      'How long does a reader that joins take to get its share, and what does it cost when one leaves?',
    details:
      'Waits for a reader to join, or with --yes adds one to the local cluster, lets it stay, and removes it whatever\n' +
      'happens. Tells the time to its first connection, to half and to 90 % of its fair share of the sessions; calls it\n' +
      'starved or stampeded when its share of new connections is beyond chance, when old sessions keep it from its share,\n' +
      'or when it gets queries beyond its share. When a reader leaves: errors of four clients of its own, which read once\n' +
      'a second, and of visitors. It needs load: without clients that open connections nothing can be said.',
    settings: readerJoinSettings,
    leastSeconds: leastSecondsOf,
    load: async () => (await import('./reader-join/index.ts')).readerJoin,
  },
  connections: {
    brief: 'Do connections run short, would CPU tell, and what would scaling have done?',
    details:
      'Watches connections against the live max_connections, node by node and second by second, with CPU where the target\n' +
      'tells; every 5 s who holds them, and what the pools say of themselves. Fails when a node is full or refuses, when\n' +
      'connections run short while CPU idles, and when requests wait at a pool. Tells what target tracking of Aurora on\n' +
      'connections and on CPU would have done, and when. Reads the folder of a run as well, as far as that tells.',
    settings: connectionsSettings,
    load: async () => (await import('./connections/index.ts')).connections,
  },
  'what-if': {
    brief:
      'What would other ways to choose a reader have made of the connections that were recorded?',
    details:
      'Replays the connections that a probe reader-balance or reader-join saw, or that a run counted, under other policies:\n' +
      'endpoint, round robin, least connections, least CPU, maximum age, pooling proxy. Tells what each would have given\n' +
      'and what it costs: peak to average, Gini, shares, connections opened, time to connect. Where a policy draws, it is\n' +
      'played up to 200 times; the same seed gives the same. Given a target, it watches first, as reader-balance does.',
    settings: whatIfSettings,
    load: async () => (await import('./what-if/index.ts')).whatIf,
  },
  preflight: {
    brief: 'What would break if the writer broke now?',
    details:
      'Looks once: who would be promoted, and whether it is large enough and has room for the connections; zones; how long\n' +
      'names of endpoints may be kept, and pools keep connections; whether deployments keep the service up, and can go on;\n' +
      'whether tasks and readers are scaled, by what runs out, soon and far enough, where the target tells.\n' +
      'Two short statements a node and one question a name; it changes nothing.',
    settings: preflightSettings,
    once: true,
    load: async () => (await import('./preflight/index.ts')).preflight,
  },
  'read-write-split': {
    brief: 'Does an endpoint that splits reads from writes send each where it must go?',
    details:
      'Through any MySQL endpoint: reads must reach readers; writes, locking reads and whole transactions the writer. Also\n' +
      'tells how late own writes are seen, what sessions lose, and how long a node that is gone is still asked. Eight\n' +
      'clients begin a short transaction together every four seconds (--pace), and four reads a second go beside them,\n' +
      'half of them on connections of their own. It writes and removes rows of its own in the schema of write audits\n' +
      '(database.audit), and nowhere else.',
    settings: readWriteSplitSettings,
    load: async () => (await import('./read-write-split/index.ts')).readWriteSplit,
  },
} as const satisfies Record<string, ProbeEntry>;
