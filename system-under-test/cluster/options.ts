import { z } from 'zod';
import { knownError } from '../../core/errors.ts';

export const replications = { 'semi-sync': 'semi-sync', async: 'async' } as const;
export const bookingModes = { safe: 'safe', naive: 'naive' } as const;
/** `full` is the reference seed; `small` has few units and nights, for tests. */
export const sizes = { full: 'full', small: 'small' } as const;

/** One core is busy with each. */
export const mostLoadBalancers = 8;

/** As many tasks may run at once; addresses are kept free for replacing all of them. */
export const mostTasks = 50;

export const clusterOptionsSchema = z.object({
  name: z.string(),
  tasks: z.number().int(),
  replication: z.enum(replications),
  bookingMode: z.enum(bookingModes),
  size: z.enum(sizes),
  /** Nodes of the load balancer, each with as many connections as one process may open. */
  loadBalancers: z.number().int(),
  /** The load balancer's port, when the user wants a certain one. */
  port: z.number().int().optional(),
});

export type ClusterOptions = z.infer<typeof clusterOptionsSchema>;

export const defaultOptions: ClusterOptions = {
  name: 'default',
  tasks: 3,
  replication: 'semi-sync',
  bookingMode: 'safe',
  size: 'full',
  loadBalancers: 1,
};

/**
 * The name itself, when it can be a folder and a host name.
 * @throws bad-value
 */
export function checkedName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(name)) return name;
  const expected = '1 to 31 lowercase letters, digits and dashes, starting with a letter';
  throw knownError('bad-value', { what: '--name', given: name, expected });
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
  if (options.port !== undefined) checkWhole('--port', options.port, 1, 65_535);
  return options;
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const expected = `a whole number from ${least} to ${most}`;
  throw knownError('bad-value', { what, given: String(value), expected });
}
