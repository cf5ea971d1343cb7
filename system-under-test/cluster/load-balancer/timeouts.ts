/** How long HAProxy waits, in milliseconds. */
export interface BalancerTimeouts {
  /** For one connection to a task. */
  readonly connect: number;
  /** For the whole of a request to come in. */
  readonly request: number;
  /** For a task to begin its answer, and between the pieces of one; the idle timeout of AWS's load balancer. */
  readonly target: number;
}

/** AWS's idle timeout is 60 s by default. A connection on loopback stands at once or not at all. */
export const defaultTimeouts: BalancerTimeouts = { connect: 2000, request: 60_000, target: 60_000 };

/** Connections tried again, before a request is given up. */
export const connectRetries = 3;
