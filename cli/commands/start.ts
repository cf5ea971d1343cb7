import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { bookingModes, defaultOptions, sizes } from '../../targets/local-options.ts';
import { documentation, jsonFlag } from '../documentation.ts';
import { countOf, durationOf } from '../run/request.ts';
import type { StartFlags } from '../run/start-command.ts';

export const start = buildCommand<StartFlags, [string?], Context>({
  docs: documentation({
    brief: 'The main job in one: up, run, report, down',
    details:
      'Starts the reference system, puts a load on it, judges how it held, and takes it down again: by default 10,000\n' +
      'visitors at once, held for 2 minutes. Exit status: that of the verdict.',
    examples: [
      ['bilancia start', '10,000 visitors on an ordinary day'],
      ['bilancia start summer-opening --booking-mode naive', 'see double sales caught'],
      ['bilancia start smoke --size small', 'the same in seconds'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Scenario; steady unless given',
          parse: String,
          placeholder: 'scenario',
          optional: true,
        },
      ],
    },
    flags: {
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
      tasks: {
        kind: 'parsed',
        parse: countOf('--tasks'),
        default: String(defaultOptions.tasks),
        brief: 'Number of tasks behind the load balancer',
        placeholder: 'n',
      },
      bookingMode: {
        kind: 'enum',
        values: Object.values(bookingModes),
        default: defaultOptions.bookingMode,
        brief: 'How nights are guarded against double sale',
      },
      size: {
        kind: 'enum',
        values: Object.values(sizes),
        default: defaultOptions.size,
        brief: '1,200 units and a year of nights, or few of both',
      },
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
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/start-command.ts')).startCommand,
});
