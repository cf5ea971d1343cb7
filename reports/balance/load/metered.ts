import type { ServiceMetric } from '../../../core/run-folder/files/service-metrics.ts';

/** CPU of a service by the metrics of `AWS/ECS`. */
export interface MeteredService {
  readonly cluster: string;
  readonly name: string;
  readonly points: readonly ServiceMetric[];
  /** What the load balancer counted, where it can be of no other service. */
  readonly requests: Requests | undefined;
}

/** Means over minutes. */
export interface Requests {
  /** Addresses that got any. */
  readonly targets: number;
  /** For each of them. */
  readonly perTarget: number;
}
