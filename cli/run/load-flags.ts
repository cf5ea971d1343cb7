import { countOf, durationOf } from './request.ts';

/** Flags of every command that plays a profile. */
export const loadFlags = {
  visitors: {
    kind: 'parsed',
    parse: countOf('--visitors'),
    optional: true,
    brief: 'Visitors at once',
    placeholder: 'n',
  },
  duration: {
    kind: 'parsed',
    parse: durationOf('--duration'),
    optional: true,
    brief: 'How long the load is held, e.g. 3m',
    placeholder: 'time',
  },
  ramp: {
    kind: 'parsed',
    parse: durationOf('--ramp'),
    optional: true,
    brief: 'How long it is ramped up before, e.g. 30s',
    placeholder: 'time',
  },
  seed: {
    kind: 'parsed',
    parse: countOf('--seed'),
    optional: true,
    brief: 'Replays the same visitors',
    placeholder: 'n',
  },
} as const;

/** Where a run is written, and what it is judged by. */
export const outputFlags = {
  out: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Run folder, new or empty',
    placeholder: 'folder',
  },
  slo: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'File of service level objectives',
    placeholder: 'file',
  },
} as const;
