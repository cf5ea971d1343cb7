import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Context } from '../../core/context.ts';
import { type ClusterState, launchCluster } from '../../targets/local-cluster.ts';
import {
  type Autoscaling,
  type ClusterOptions,
  checkedOptions,
  readFirewall,
} from '../../targets/local-options.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { startProgress } from '../terminal/progress.ts';
import type {
  bookingModes,
  fencings,
  flaws,
  poolOrders,
  replications,
  sizes,
  stickinesses,
  sqlProxies,
} from '../../targets/local-options.ts';

export interface UpFlags {
  readonly name: string;
  readonly tasks: number;
  readonly loadBalancers: number;
  readonly replication: keyof typeof replications;
  readonly bookingMode: keyof typeof bookingModes;
  readonly flaw?: readonly (keyof typeof flaws)[];
  readonly size: keyof typeof sizes;
  readonly stickiness: keyof typeof stickinesses;
  readonly fencing: keyof typeof fencings;
  /** Seconds. */
  readonly dnsDelay?: number;
  readonly dnsFlicker: boolean;
  readonly smallDisk: boolean;
  readonly tiers: readonly number[];
  readonly classes: readonly string[];
  readonly zones: readonly string[];
  readonly weights: readonly number[];
  /** Seconds, as the next two. */
  readonly dnsTtl?: number;
  readonly resolverHold?: number;
  readonly poolMaxAge?: number;
  readonly sqlProxy: keyof typeof sqlProxies;
  readonly poolOrder: keyof typeof poolOrders;
  readonly autoscale?: readonly Autoscaling[];
  /** Seconds. */
  readonly autoscaleMinute?: number;
  readonly edge: boolean;
  /** Path of a file of rules. */
  readonly firewall?: string;
  readonly port?: number;
  readonly attached: boolean;
  readonly json: boolean;
}

const ms = (seconds: number): number => Math.round(seconds * 1000);

/** @throws bad-value */
function optionsOf({
  firewall,
  dnsDelay,
  dnsTtl,
  resolverHold,
  poolMaxAge,
  flaw = [],
  autoscale = [],
  autoscaleMinute,
  tiers,
  classes,
  zones,
  weights,
  ...given
}: Omit<UpFlags, 'json' | 'attached' | 'firewall'> & {
  readonly firewall: ClusterOptions['firewall'] | undefined;
}): ClusterOptions {
  return checkedOptions({
    ...given,
    flaws: [...flaw],
    autoscaling: [...autoscale],
    ...(autoscaleMinute === undefined ? {} : { autoscalingMinuteMs: ms(autoscaleMinute) }),
    ...(firewall === undefined ? {} : { firewall }),
    ...(dnsDelay === undefined ? {} : { dnsDelayMs: ms(dnsDelay) }),
    ...(dnsTtl === undefined ? {} : { dnsTtlSeconds: dnsTtl }),
    ...(resolverHold === undefined ? {} : { resolverHoldMs: ms(resolverHold) }),
    ...(poolMaxAge === undefined ? {} : { poolMaxAgeSeconds: poolMaxAge }),
    tiers: [...tiers],
    classes: [...classes],
    zones: [...zones],
    weights: [...weights],
  });
}

/** `bilancia up`. */
export async function runUp(
  this: Context,
  { json, attached, firewall: file, ...given }: UpFlags,
): Promise<void> {
  const firewall = file === undefined ? undefined : await readFirewall(file);
  const options = optionsOf({ ...given, firewall });
  const progress = startProgress(this, { json });
  const startedAt = performance.now();
  try {
    const cluster = await launchCluster(options, {
      attached,
      say: progress.say,
      signal: this.interrupted,
    });
    progress.end();
    const seconds = (performance.now() - startedAt) / 1000;
    if (json) writeJson(this, cluster.state);
    else writeLines(this, upLines(cluster.state, seconds));
    if (!attached) return;
    if (!this.interrupted.aborted) await untilInterrupted(this.interrupted);
    await cluster.down();
  } catch (error) {
    progress.end();
    if (!this.interrupted.aborted) throw error;
    this.process.stderr.write('Interrupted. Nothing is left of the cluster.\n');
    this.process.exitCode = interruptedStatus;
  }
}

const interruptedStatus = 2;

/** Waits with a timer, because a signal alone does not keep a process alive. */
async function untilInterrupted(signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => undefined, 3_600_000);
  await once(signal, 'abort');
  clearInterval(alive);
}

function upLines({ options, baseUrl, tenants, parts }: ClusterState, seconds: number): string[] {
  const { port } = new URL(baseUrl);
  const name = options.name === 'default' ? '' : ` --name ${options.name}`;
  const databases = parts.filter(({ kind }) => kind.startsWith('database'));
  return [
    `Cluster "${options.name}" is up after ${seconds.toFixed(1)} s.`,
    ...tenants.map(({ id, host }) => `  ${id.padEnd(12)} http://${host}:${port}/`),
    `  ${'databases'.padEnd(12)} ${databases.map(({ address }) => address).join(', ')}`,
    `Look at it with "bilancia status${name}", end it with "bilancia down${name}".`,
  ];
}
