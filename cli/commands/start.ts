import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { bookingModes, defaultOptions, sizes } from '../../targets/local-options.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';
import { loadFlags, outputFlags } from '../run/load-flags.ts';
import { countOf } from '../run/request.ts';
import type { StartFlags } from '../run/start-command.ts';

export const start = buildCommand<StartFlags, [string?], Context>({
  docs: documentation({
    brief: 'Do it all: up, run, report, down',
    details:
      'Starts the reference system, puts load on it, judges how it held up, and stops it again. By default: 10,000\n' +
      'visitors at once, held for 2 minutes. Where there is no k6, it is built with Go first, which takes minutes.\n' +
      'The exit status is that of the verdict.',
    examples: [
      ['bilancia start', '10,000 visitors on an ordinary day'],
      ['bilancia start summer-opening --booking-mode naive', 'see double bookings caught'],
      ['bilancia start smoke --size small', 'a quick check, in seconds'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Scenario (default: steady)',
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
        brief: 'How double booking is prevented',
      },
      size: {
        kind: 'enum',
        values: Object.values(sizes),
        default: defaultOptions.size,
        brief: 'full: 1,200 units and a year of nights; small: a few of both',
      },
      ...outputFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/start-command.ts')).startCommand,
});
