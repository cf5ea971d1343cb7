import type { Actions, Base } from './base.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export interface CompositeAlarm extends Base {
  readonly kind: 'composite-alarm';
  readonly description?: string;
  /** `ALARM(a) AND NOT OK("b c")`, at most 10,240 characters. */
  readonly rule: string;
  /** While this alarm (name or ARN) is in ALARM, the composite runs no actions. */
  readonly suppressor?: {
    readonly alarm: string;
    /** Seconds that a transition waits for the suppressor to go into ALARM. */
    readonly waitPeriod: number;
    /** Seconds that actions stay suppressed after the suppressor left ALARM. */
    readonly extensionPeriod: number;
  };
  readonly actions?: Actions;
  readonly actionsEnabled?: boolean;
}
