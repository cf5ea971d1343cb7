import type { RunRequest } from '../../run/request.ts';

/** The flags of `bilancia run`. */
export interface RunFlags {
  readonly visitors?: number;
  /** Seconds held, and seconds of ramp before. */
  readonly duration?: number;
  readonly ramp?: number;
  readonly seed?: number;
  readonly generators?: number;
  readonly engine?: RunRequest['engine'];
  readonly target?: string;
  /** Name of the local cluster. */
  readonly name: string;
  readonly out?: string;
  readonly slo?: string;
  readonly env?: readonly string[];
  readonly iMayTestThisSystem: boolean;
  readonly json: boolean;
}
