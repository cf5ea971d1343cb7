/** What an outbox row says to an outside system. */
export interface Message {
  readonly tenant: string;
  /** The outbox row's id: rises with time within a tenant. */
  readonly id: number;
  readonly topic: string;
  readonly payload: unknown;
}

/** What follows the topic's first part, e.g. `RIV1` in `availability/RIV1`. */
export function subjectOf(message: Message): string {
  return message.topic.slice(message.topic.indexOf('/') + 1);
}
