import type { Louder } from '../../run/louder.ts';
import type { RunRequest } from '../../run/request.ts';
import type { Output } from './format-flags.ts';

/** The flags of `bilancia run`. */
export interface RunFlags {
  readonly visitors?: number;
  /** Seconds held, and seconds of ramp before. */
  readonly duration?: number;
  readonly ramp?: number;
  readonly seed?: number;
  readonly generators?: number;
  /** A tenant that gets so many times its visitors. */
  readonly louder?: Louder;
  /** Real browsers beside the visitors. */
  readonly browsers?: number;
  readonly engine?: RunRequest['engine'];
  readonly target?: string;
  /** Name of the local cluster, where there is no target file. */
  readonly name?: string;
  readonly out?: string;
  readonly slo?: string;
  readonly format?: readonly Output[];
  readonly abortEarly: boolean;
  readonly env?: readonly string[];
  /** Base URL that live figures go to. */
  readonly otlp?: string;
  readonly iMayTestThisSystem: boolean;
  readonly json: boolean;
}
