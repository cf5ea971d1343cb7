import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import {
  bookingModes,
  defaultOptions,
  fencings,
  poolOrders,
  replications,
  sizes,
  stickinesses,
  sqlProxies,
} from '../../targets/local-options.ts';
import { commaSeparated, numbers, wholeNumber, wholeNumbers } from '../cluster/whole-number.ts';
import { durationOf } from '../run/request.ts';
import type { UpFlags } from '../cluster/up.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const up = buildCommand<UpFlags, [], Context>({
  docs: documentation({
    brief: 'Start the reference system on this machine',
    details:
      'Starts a booking system and all that it runs on: a MariaDB writer and two readers, a name server, a load\n' +
      'balancer, two session stores and some tasks, each on its own loopback address. Returns when it is ready for\n' +
      'visitors; stop it with "bilancia down". Every start begins with fresh data, which is removed at the end.',
    examples: [
      ['bilancia up', 'three tasks, semi-synchronous replication, safe booking'],
      ['bilancia up --booking-mode naive', 'a system that double-books, to see it caught'],
      ['bilancia up --name second --tasks 6', 'a second cluster next to the first'],
      ['bilancia up --attached', 'a cluster that stops with this command'],
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
      loadBalancers: {
        kind: 'parsed',
        parse: wholeNumber('--load-balancers'),
        default: String(defaultOptions.loadBalancers),
        brief: 'Nodes of the load balancer; one takes about 14,000 visitors',
        placeholder: 'count',
      },
      replication: {
        kind: 'enum',
        values: Object.values(replications),
        default: defaultOptions.replication,
        brief: 'How readers replicate from the writer',
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
      stickiness: {
        kind: 'enum',
        values: Object.values(stickinesses),
        default: defaultOptions.stickiness,
        brief: 'cookie: visitors who keep cookies come back to the same task',
      },
      fencing: {
        kind: 'enum',
        values: Object.values(fencings),
        default: defaultOptions.fencing,
        brief: 'Whether a writer is ended before a reader takes its place',
      },
      dnsDelay: {
        kind: 'parsed',
        parse: durationOf('--dns-delay'),
        optional: true,
        brief: "From a promotion until the writer's name leads to the new writer (default: 1s)",
        placeholder: 'time',
      },
      dnsFlicker: {
        kind: 'boolean',
        default: defaultOptions.dnsFlicker,
        withNegated: false,
        brief: 'Let that name lead to the new writer, the old one and the new one again',
      },
      tiers: {
        kind: 'parsed',
        parse: wholeNumbers('--tiers'),
        default: defaultOptions.tiers.join(','),
        brief: 'Promotion tier of each database node, 0 to 15',
        placeholder: 'a,b,c',
      },
      classes: {
        kind: 'parsed',
        parse: commaSeparated,
        default: defaultOptions.classes.join(','),
        brief: 'Instance class of each database node, for the order of promotion',
        placeholder: 'a,b,c',
      },
      zones: {
        kind: 'parsed',
        parse: commaSeparated,
        default: defaultOptions.zones.join(','),
        brief: 'Availability zone of each database node',
        placeholder: 'a,b,c',
      },
      weights: {
        kind: 'parsed',
        parse: numbers('--weights'),
        default: defaultOptions.weights.join(','),
        brief: 'Share of the reader endpoint that each database node gets as a reader',
        placeholder: 'a,b,c',
      },
      dnsTtl: {
        kind: 'parsed',
        parse: durationOf('--dns-ttl'),
        optional: true,
        brief: 'How long answers of the name server may be kept (default: 5s)',
        placeholder: 'time',
      },
      resolverHold: {
        kind: 'parsed',
        parse: durationOf('--resolver-hold'),
        optional: true,
        brief: "How long the tasks' resolver holds an answer all the same (default: 0s)",
        placeholder: 'time',
      },
      sqlProxy: {
        kind: 'enum',
        values: Object.values(sqlProxies),
        default: defaultOptions.sqlProxy,
        brief: 'A proxy that splits reads from writes (needs Java; see doctor); hint-off breaks it',
      },
      poolOrder: {
        kind: 'enum',
        values: Object.values(poolOrders),
        default: defaultOptions.poolOrder,
        brief: "Which idle connection the tasks' pools use: the first given back, or the last",
      },
      poolMaxAge: {
        kind: 'parsed',
        parse: durationOf('--pool-max-age'),
        optional: true,
        brief: "Age at which the tasks' pools renew a connection (default: 60s)",
        placeholder: 'time',
      },
      port: {
        kind: 'parsed',
        parse: wholeNumber('--port'),
        optional: true,
        brief: 'Port of the load balancer (default: any free port)',
        placeholder: 'port',
      },
      attached: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Stay in the foreground and stop the cluster when this command ends',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../cluster/up.ts')).runUp,
});
