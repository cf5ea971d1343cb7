import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { bookingModes, defaultOptions, sizes } from '../../targets/local-options.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';
import { loadFlags, outputFlags } from '../run/load-flags.ts';
import { countOf } from '../run/request.ts';
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
      ...loadFlags,
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
      ...outputFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/start-command.ts')).startCommand,
});
