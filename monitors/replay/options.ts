import type { LogGroupOf } from './log-groups.ts';
import type { StandIn } from './stand-ins.ts';

/** What a user says of a replay. */
export interface ReplayOptions {
  /** Which values of the run's dimensions stand for which of the definitions; others are found. */
  readonly standIns: readonly StandIn[];
  readonly logGroups: readonly LogGroupOf[];
}
