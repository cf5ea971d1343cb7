import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { bookingModes, defaultOptions, replications, sizes } from '../../targets/local-options.ts';
import { wholeNumber } from '../cluster/whole-number.ts';
import type { UpFlags } from '../cluster/up.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const up = buildCommand<UpFlags, [], Context>({
  docs: documentation({
    brief: 'Start the reference system on this machine',
    details:
      'Starts a booking system and all that it runs on: a MariaDB writer and two readers, a name server, a load\n' +
      'balancer, two session stores and some tasks, each on a loopback address of its own. Returns when it takes\n' +
      'visitors; "bilancia down" ends it. Its data is new at every start, and gone at its end.',
    examples: [
      ['bilancia up', 'three tasks, semi-synchronous replication, safe booking'],
      ['bilancia up --booking-mode naive', 'a system that sells nights twice, to see it caught'],
      ['bilancia up --name second --tasks 6', 'another one beside the first'],
      ['bilancia up --attached', 'one that ends with this command'],
    ],
  }),
  parameters: {
    flags: {
      name: {
        kind: 'parsed',
        parse: String,
        default: defaultOptions.name,
        brief: 'Name of the cluster',
        placeholder: 'name',
      },
      tasks: {
        kind: 'parsed',
        parse: wholeNumber('--tasks'),
        default: String(defaultOptions.tasks),
        brief: 'Number of tasks behind the load balancer',
        placeholder: 'count',
      },
      replication: {
        kind: 'enum',
        values: Object.values(replications),
        default: defaultOptions.replication,
        brief: 'How the readers follow the writer',
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
      port: {
        kind: 'parsed',
        parse: wholeNumber('--port'),
        optional: true,
        brief: 'Port of the load balancer; a free one unless given',
        placeholder: 'port',
      },
      attached: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Stay, and take it down at the end of this command, however it ends',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../cluster/up.ts')).runUp,
});
