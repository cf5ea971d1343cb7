import type { FlagParametersForType } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import {
  bookingModes,
  defaultOptions,
  fencings,
  flaws,
  parseAutoscaling,
  poolOrders,
  replications,
  sizes,
  stickinesses,
  sqlProxies,
} from '../../targets/local-options.ts';
import { commaSeparated, numbers, wholeNumber, wholeNumbers } from './whole-number.ts';
import { durationOf } from '../run/request.ts';
import type { UpFlags } from './up.ts';
import { jsonFlag } from '../terminal/documentation.ts';

/** The flags of `bilancia up`, which a side of `bilancia ab` takes as well. */
export const flagsOfUp: FlagParametersForType<UpFlags, Context> = {
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
  flaw: {
    kind: 'enum',
    values: Object.values(flaws),
    optional: true,
    variadic: true,
    brief: 'A fault to plant, to see it found: docs/profiles.md says by what; repeatable',
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
  smallDisk: {
    kind: 'boolean',
    default: defaultOptions.smallDisk,
    withNegated: false,
    brief:
      'Keep the data of the first writer on a disk of their own that the drill disk-full can fill (600 MB of memory at most, as root)',
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
  autoscale: {
    kind: 'parsed',
    parse: parseAutoscaling,
    variadic: true,
    optional: true,
    brief:
      'What scales, e.g. tasks:cpu=60,min=2,max=6 or readers:connections=50,min=1,max=4; once for each',
    placeholder: 'policy',
  },
  autoscaleMinute: {
    kind: 'parsed',
    parse: durationOf('--autoscale-minute'),
    optional: true,
    brief: 'How long a minute of autoscaling takes, to see it sooner (default: 60s)',
    placeholder: 'time',
  },
  edge: {
    kind: 'boolean',
    default: defaultOptions.edge,
    withNegated: false,
    brief: 'Put an edge before the load balancer that keeps answers, as CloudFront (needs Varnish)',
  },
  firewall: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: "YAML file with the rate-based rules of the edge's firewall (default: 2,000 in 5m)",
    placeholder: 'file',
  },
  port: {
    kind: 'parsed',
    parse: wholeNumber('--port'),
    optional: true,
    brief: 'Port for visitors (default: any free port)',
    placeholder: 'port',
  },
  attached: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Stay in the foreground and stop the cluster when this command ends',
  },
  json: jsonFlag,
};
