import { z } from 'zod';
import { knownError } from '../../core/errors.ts';
import { autoscalingSchema } from './autoscaling/policy.ts';
import { firewallSchema, referenceFirewall } from './edge/firewall/rules.ts';

export const replications = { 'semi-sync': 'semi-sync', async: 'async' } as const;
export const bookingModes = { safe: 'safe', naive: 'naive' } as const;
/** Faults of the PMS to plant, see system-under-test/pms/domain/flaws.ts. */
export const flaws = {
  'crossed-answers': 'crossed-answers',
  'kept-requests': 'kept-requests',
  'kept-secrets': 'kept-secrets',
  'lossy-outbox': 'lossy-outbox',
  'overwritten-sales': 'overwritten-sales',
  'own-sessions': 'own-sessions',
  'shared-line': 'shared-line',
  'two-parties': 'two-parties',
} as const;
/** A proxy before the database that splits reads from writes; `hint-off`: as it is shipped, with the fault of its default. */
export const sqlProxies = { off: 'off', on: 'on', 'hint-off': 'hint-off' } as const;
/** Which idle connection a pool uses first: the one given back first, or last. */
export const poolOrders = { fifo: 'fifo', lifo: 'lifo' } as const;
/** Whether the old writer is ended before another takes its place; `off` shows what a writer does that wakes up. */
export const fencings = { on: 'on', off: 'off' } as const;
/** `cookie`: the load balancer gives visitors a cookie by which they come back to their task. */
export const stickinesses = { off: 'off', cookie: 'cookie' } as const;
/** `full` is the reference seed; `small` has few units and nights, for tests. */
export const sizes = { full: 'full', small: 'small' } as const;

/** One core is busy with each. */
export const mostLoadBalancers = 8;

/** As many tasks may run at once; addresses are kept free for replacing all of them. */
export const mostTasks = 50;

const mostDnsDelayMs = 120_000;
const mostDnsTtlSeconds = 300;
const minuteMs = 60_000;
/** Below, the figures of a minute are chance. */
const leastMinuteMs = 500;
export const mostResolverHoldMs = 3_600_000;
const databaseNodeCount = 3;
export const zoneForm = /^[a-z0-9-]{1,40}$/;
export const weightForm = /^\d{1,3}(\.\d+)?$/;
export const tierForm = /^(\d|1[0-5])$/;
/** `db.FAMILY.SIZE`. */
export const instanceClassForm = /^db\.[a-z0-9]+\.(\d*xlarge|large|medium|small|micro)$/;

export const clusterOptionsSchema = z.object({
  name: z.string(),
  tasks: z.number().int(),
  replication: z.enum(replications),
  bookingMode: z.enum(bookingModes),
  flaws: z.array(z.enum(flaws)),
  size: z.enum(sizes),
  /** Nodes of the load balancer, each with as many connections as one process may open. */
  loadBalancers: z.number().int(),
  stickiness: z.enum(stickinesses),
  fencing: z.enum(fencings),
  /** Milliseconds from a promotion until the writer's name leads to the new writer. */
  dnsDelayMs: z.number().int(),
  /** Whether that name leads to the new writer, to the old one and to the new one again. */
  dnsFlicker: z.boolean(),
  /** Whether the data of the first writer lie on a disk of their own that can be filled, in memory; only root can have one. */
  smallDisk: z.boolean(),
  /** Promotion tier of each database node, 0 to 15; the lowest is promoted first. */
  tiers: z.array(z.number().int()),
  /** Instance class of each database node, by Amazon's names. */
  classes: z.array(z.string()),
  /** Availability zone of each database node. */
  zones: z.array(z.string()),
  /** Share of the reader endpoint's answers that each database node gets as a reader, relative to the others. */
  weights: z.array(z.number()),
  /** Seconds that answers of the name server may be kept. */
  dnsTtlSeconds: z.number().int(),
  /** Milliseconds for which the tasks' resolver holds an answer, whatever its time to live; 0 for none. */
  resolverHoldMs: z.number().int(),
  sqlProxy: z.enum(sqlProxies),
  /** Which idle connection the tasks' pools use first: that given back first, or last. */
  poolOrder: z.enum(poolOrders),
  /** Age at which the tasks' pools renew a connection. */
  poolMaxAgeSeconds: z.number(),
  /** What scales, and how; at most once for the tasks and once for the readers. */
  autoscaling: z.array(autoscalingSchema).default([]),
  /** How long a minute of autoscaling takes, milliseconds. */
  autoscalingMinuteMs: z.int().default(minuteMs),
  /** Whether visitors reach the load balancer through an edge that keeps answers, as a CDN's. */
  edge: z.boolean().default(false),
  /** What the edge refuses. */
  firewall: firewallSchema.default(referenceFirewall),
  /** The port for visitors, when the user wants a certain one. */
  port: z.number().int().optional(),
});

export type ClusterOptions = z.infer<typeof clusterOptionsSchema>;

export const defaultOptions: ClusterOptions = {
  name: 'default',
  tasks: 3,
  replication: 'semi-sync',
  bookingMode: 'safe',
  flaws: [],
  size: 'full',
  loadBalancers: 1,
  stickiness: 'off',
  fencing: 'on',
  dnsDelayMs: 1000,
  dnsFlicker: false,
  smallDisk: false,
  tiers: [0, 1, 1],
  classes: ['db.r6g.large', 'db.r6g.large', 'db.r6g.large'],
  zones: ['local-1a', 'local-1b', 'local-1c'],
  weights: [1, 1, 1],
  // Aurora's.
  dnsTtlSeconds: 5,
  resolverHoldMs: 0,
  sqlProxy: 'off',
  poolOrder: 'fifo',
  poolMaxAgeSeconds: 60,
  autoscaling: [],
  autoscalingMinuteMs: minuteMs,
  edge: false,
  firewall: referenceFirewall,
};

/**
 * The name itself, when it can be a folder and a host name.
 * @throws bad-value
 */
export function checkedName(name: string, what = '--name'): string {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(name)) return name;
  const expected = '1 to 31 lowercase letters, digits and dashes, starting with a letter';
  throw knownError('bad-value', { what, given: name, expected });
}

/**
 * Options from which a cluster can be started; what is left out is `defaultOptions`.
 * @throws bad-value
 */
export function checkedOptions(given: Partial<ClusterOptions>): ClusterOptions {
  const options = { ...defaultOptions, ...given };
  checkedName(options.name);
  checkWhole('--tasks', options.tasks, 1, mostTasks);
  checkWhole('--load-balancers', options.loadBalancers, 1, mostLoadBalancers);
  checkWhole('--dns-delay in milliseconds', options.dnsDelayMs, 0, mostDnsDelayMs);
  checkEach('--tiers', options.tiers, tierForm, 'a number from 0 to 15');
  checkWhole('--dns-ttl in seconds', options.dnsTtlSeconds, 0, mostDnsTtlSeconds);
  checkWhole('--resolver-hold in milliseconds', options.resolverHoldMs, 0, mostResolverHoldMs);
  checkEach('--zones', options.zones, zoneForm, 'a zone such as local-1a');
  checkEach('--weights', options.weights, weightForm, 'a number from 0 to 999');
  checkEach('--classes', options.classes, instanceClassForm, 'a class such as db.r6g.large');
  checkWhole(
    '--autoscale-minute in milliseconds',
    options.autoscalingMinuteMs,
    leastMinuteMs,
    minuteMs,
  );
  checkAutoscaling(options);
  if (options.poolMaxAgeSeconds <= 0) {
    const given = `${options.poolMaxAgeSeconds}s`;
    throw knownError('bad-value', { what: '--pool-max-age', given, expected: 'a time above 0' });
  }
  if (options.port !== undefined) checkWhole('--port', options.port, 1, 65_535);
  return options;
}

/** What is there at first must be within what is scaled. */
function checkAutoscaling({ autoscaling, tasks }: ClusterOptions): void {
  for (const [index, { what, min, max }] of autoscaling.entries()) {
    const given = `${what}:min=${min},max=${max}`;
    if (autoscaling.findIndex((one) => one.what === what) !== index)
      throw knownError('bad-value', {
        what: '--autoscale',
        given,
        expected: `${what} once, with all their metrics: ${what}:cpu=60,...`,
      });
    const first = what === 'tasks' ? tasks : databaseNodeCount - 1;
    if (first < min || first > max)
      throw knownError('bad-value', {
        what: '--autoscale',
        given,
        expected: `min to max with ${first} in between, as there are ${first} ${what} at first`,
      });
  }
}

function checkEach(
  what: string,
  values: readonly (string | number)[],
  form: RegExp,
  one: string,
): void {
  if (values.length === databaseNodeCount && values.every((value) => form.test(String(value))))
    return;
  const expected = `${one} for each of the ${databaseNodeCount} database nodes, separated by commas`;
  throw knownError('bad-value', { what, given: values.join(','), expected });
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const expected = `a whole number from ${least} to ${most}`;
  throw knownError('bad-value', { what, given: String(value), expected });
}
