/** One task, and where and when it ran, as far as its source tells. Times in milliseconds since 1970. */
export interface Unit {
  readonly id: string;
  readonly zone: string | undefined;
  readonly revision: string | undefined;
  readonly startedAt: number | undefined;
  readonly stoppedAt: number | undefined;
  /** What it may take of a processor, in vCPU; undefined where no reservation is known. */
  readonly vcpu: number | undefined;
  readonly memoryMiB: number | undefined;
}

/**
 * Load over time and units. Every array has one value for each time and unit, `values[time * units.length + unit]`, NaN
 * where nothing is known.
 */
export interface LoadMatrix {
  /** Beginnings of the times, ascending, a step apart but where all is missing. */
  readonly times: Float64Array;
  readonly stepMs: number;
  readonly units: readonly Unit[];
  /** CPU seconds spent in the step. */
  readonly cpu: Float64Array;
  /** Fraction of the memory reserved. */
  readonly memory: Float64Array;
  /** Bytes received per second: stands in for requests where no balancer counted them. */
  readonly received: Float64Array;
  /** What the load balancer counted; undefined without it. */
  readonly balancer: BalancerCounts | undefined;
}

/** What units ought to bear relative to one another: their processors, or all the same where those are not known of all. */
export function weightsOf({ units }: Pick<LoadMatrix, 'units'>): number[] {
  const isKnown = units.every(({ vcpu }) => vcpu !== undefined);
  return units.map(({ vcpu }) => (isKnown ? (vcpu ?? 1) : 1));
}

/** What a load balancer counted, in the order of a matrix. 0 where a unit was there and got nothing. */
export interface BalancerCounts {
  readonly requests: Float64Array;
  /** Answered 504, or never. */
  readonly lost: Float64Array;
  /** Sum of `target_processing_time`; over the step's length it is the mean number of requests in flight (Little). */
  readonly seconds: Float64Array;
}

export interface Service {
  readonly cluster: string;
  readonly name: string;
  readonly matrix: LoadMatrix;
  /** What was wrong with its data, by kind. */
  readonly defects: ReadonlyMap<string, number>;
  /** Requests of addresses that no task had at that time. */
  readonly unjoined: number;
}
