import type { LogGroupOf } from '../../monitors/replay/log-groups.ts';
import type { StandIn } from '../../monitors/replay/stand-ins.ts';

/** The flags of `bilancia drill`. */
export interface DrillFlags {
  readonly how?: string;
  readonly back: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly recover: boolean;
  readonly experiment?: string;
  readonly fisTemplate: boolean;
  /** Target file. */
  readonly byFis?: string;
  /** Target file. */
  readonly target?: string;
  readonly iMayTestThisSystem: boolean;
  readonly during?: string;
  readonly visitors?: number;
  readonly repeat: number;
  readonly expectAlarm?: readonly string[];
  readonly monitors?: string;
  readonly as?: readonly StandIn[];
  readonly logGroup?: readonly LogGroupOf[];
  /** Seconds. */
  readonly rto: number;
  readonly rpo: number;
  /** Name of the local cluster. */
  readonly name: string;
  readonly out?: string;
  readonly json: boolean;
}
