import { countOf, durationOf } from './request.ts';

/** Flags of every command that plays a profile. */
export const loadFlags = {
  visitors: {
    kind: 'parsed',
    parse: countOf('--visitors'),
    optional: true,
    brief: 'Number of concurrent visitors',
    placeholder: 'n',
  },
  duration: {
    kind: 'parsed',
    parse: durationOf('--duration'),
    optional: true,
    brief: 'How long to hold the load, e.g. 3m',
    placeholder: 'time',
  },
  ramp: {
    kind: 'parsed',
    parse: durationOf('--ramp'),
    optional: true,
    brief: 'How long to ramp up before that, e.g. 30s',
    placeholder: 'time',
  },
  generators: {
    kind: 'parsed',
    parse: countOf('--generators'),
    optional: true,
    brief: 'Processes that play the load together (default: as many as open files need)',
    placeholder: 'n',
  },
  engine: {
    kind: 'enum',
    values: ['k6', 'artillery'],
    optional: true,
    brief: 'Engine that plays it (default: artillery for .yml and .json, else k6)',
  },
  seed: {
    kind: 'parsed',
    parse: countOf('--seed'),
    optional: true,
    brief: 'Seed; the same seed replays the same visitors',
    placeholder: 'n',
  },
} as const;

/** Where a run is written, and what it is judged by. */
export const outputFlags = {
  out: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Run folder to create (must be new or empty)',
    placeholder: 'folder',
  },
  slo: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Service level objectives, a YAML file',
    placeholder: 'file',
  },
  abortEarly: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'End the load once an objective cannot be met any more',
  },
} as const;
