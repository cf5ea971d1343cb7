import type { PriceList } from './price-list.ts';

export const hoursInMonth = 730;

/** What a load balancer does, on average over an hour. */
export interface LoadBalancerUse {
  readonly newConnectionsPerSecond: number;
  /** How long a connection lasts. */
  readonly connectionSeconds: number;
  readonly requestsPerSecond: number;
  /** 1 GB are 1,000,000 of them. */
  readonly kilobytesPerSecond: number;
  /** Listener rules; the first ten are free. */
  readonly rules: number;
}

/** Capacity units (LCU) by what takes them; the greatest is billed. */
export interface CapacityUnits {
  readonly newConnections: number;
  readonly activeConnections: number;
  readonly processedBytes: number;
  readonly ruleEvaluations: number;
}

/** Source: Elastic Load Balancing pricing, Application Load Balancer (clients without certificates). */
export function capacityUnitsOf(use: LoadBalancerUse): CapacityUnits {
  return {
    newConnections: use.newConnectionsPerSecond / 25,
    activeConnections: (use.newConnectionsPerSecond * use.connectionSeconds) / 3000,
    processedBytes: (use.kilobytesPerSecond * 3600) / 1e6,
    ruleEvaluations: (use.requestsPerSecond * Math.max(0, use.rules - 10)) / 1000,
  };
}

/** What decides, how many units it takes, and US dollars an hour. */
export function loadBalancerHour(
  use: LoadBalancerUse,
  { loadBalancer }: PriceList,
): { readonly dimension: keyof CapacityUnits; readonly units: number; readonly usd: number } {
  const { newConnections, activeConnections, processedBytes, ruleEvaluations } =
    capacityUnitsOf(use);
  const all = [
    ['newConnections', newConnections],
    ['activeConnections', activeConnections],
    ['processedBytes', processedBytes],
    ['ruleEvaluations', ruleEvaluations],
  ] as const;
  const [dimension, units] = all.reduce((most, one) => (one[1] > most[1] ? one : most));
  return { dimension, units, usd: loadBalancer.hour + loadBalancer.lcuHour * units };
}

/** Seconds that are billed of a Fargate task: from the pull of its image, whole ones, a minute at least. */
export function fargateSeconds(fromPullToStop: number): number {
  return Math.max(60, Math.ceil(fromPullToStop));
}

/** Seconds that are billed of an Aurora instance: whole ones, ten minutes at least. */
export function auroraSeconds(seconds: number): number {
  return Math.max(600, Math.ceil(seconds));
}

/** US dollars a month of a cluster in both storage modes. */
export function auroraMonth(
  cluster: {
    /** In Standard mode, of all instances together. */
    readonly usdHour: number;
    readonly storageGib: number;
    readonly millionIoPerMonth: number;
  },
  { aurora }: PriceList,
): { readonly standard: number; readonly ioOptimized: number; readonly ioShare: number } {
  const instances = cluster.usdHour * hoursInMonth;
  const io = cluster.millionIoPerMonth * aurora.millionIo;
  const standard = instances + cluster.storageGib * aurora.storageGibMonth + io;
  const { instanceTimes, storageGibMonth } = aurora.ioOptimized;
  const ioOptimized = instances * instanceTimes + cluster.storageGib * storageGibMonth;
  return { standard, ioOptimized, ioShare: standard === 0 ? 0 : io / standard };
}

/** US dollars a month for custom metrics, each tier for those within it. */
export function metricsMonth(metrics: number, { cloudWatch }: PriceList): number {
  let [below, sum] = [0, 0];
  for (const { upTo = Infinity, usd } of cloudWatch.metricMonth) {
    sum += Math.max(0, Math.min(metrics, upTo) - below) * usd;
    below = upTo;
  }
  return sum;
}

/** Performance events of Container Insights a month: one a minute for each task, and for each of its containers. */
export function eventsMonth(tasks: number, containersPerTask: number): number {
  return tasks * (1 + containersPerTask) * hoursInMonth * 60;
}
