import type { Base } from './base.ts';

/** An SNS topic. Subscriptions are people's own matter, but for those given here. */
export interface Topic extends Base {
  readonly kind: 'topic';
  readonly displayName?: string;
  readonly subscriptions?: readonly {
    readonly protocol: 'email' | 'https' | 'sqs' | 'lambda' | 'sms';
    readonly endpoint: string;
  }[];
}
