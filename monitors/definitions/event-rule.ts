import type { ActionTarget, Base } from './base.ts';

/** An EventBridge rule on the default bus: events that match the pattern go to the targets. */
export interface EventRule extends Base {
  readonly kind: 'event-rule';
  readonly description?: string;
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
  readonly eventPattern: Readonly<Record<string, unknown>>;
  readonly targets: readonly ActionTarget[];
}
