import type { Base } from './base.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html */
export interface MuteRule extends Base {
  readonly kind: 'mute-rule';
  readonly description?: string;
  /** `cron(0 2 * * SUN)` (five fields) or `at(2026-12-24T18:00)`. */
  readonly schedule: string;
  /** ISO 8601, PT1M to P15D. */
  readonly duration: string;
  /** IANA name; default UTC. */
  readonly timeZone?: string;
  /** Names of at most 100 alarms; without it, none is muted. */
  readonly alarms?: readonly string[];
  /** ISO 8601 instants between which the rule is in force. */
  readonly start?: string;
  readonly expire?: string;
}
