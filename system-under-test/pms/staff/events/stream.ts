import type { Tenant } from '../../tenants/tenants.ts';
import { eventFrame, heartbeatFrame } from './frame.ts';
import type { Hub, Subscription } from './hub.ts';
import type { OutboxEvent } from './ordered.ts';
import { page, rowsAfter } from './outbox-reads.ts';
import { matchesTopic, publicPrefix } from './topics.ts';

export interface StreamRequest {
  readonly tenant: Tenant;
  readonly hub: Hub;
  /** Topic selectors. */
  readonly topics: readonly string[];
  /** Begin with the events above this id; from now on when absent. */
  readonly after: number | undefined;
  /** Ends the stream when it aborts. */
  readonly until: AbortSignal;
}

const heartbeatMs = 15_000;
/** A subscriber who lets more frames wait is cut off; it comes back and resumes. */
const mostWaiting = 2000;

/** The body of an event stream. Events come in the order of ids, each exactly once. */
export function eventStream(request: StreamRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  let subscription: Subscription | undefined;
  const end = (): void => {
    ended.abort();
    subscription?.leave();
  };
  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const close = (): void => {
          if (ended.signal.aborted) return;
          end();
          controller.close();
        };
        const write = (frame: string): void => {
          if (ended.signal.aborted) return;
          controller.enqueue(encoder.encode(frame));
          if ((controller.desiredSize ?? 0) < -mostWaiting) close();
        };
        const send = (events: readonly OutboxEvent[]): void => {
          for (const event of events) {
            if (matchesTopic(request.topics, event.topic)) write(eventFrame(event));
          }
        };
        const heartbeat = setInterval(() => write(heartbeatFrame), heartbeatMs);
        heartbeat.unref();
        ended.signal.addEventListener('abort', () => clearInterval(heartbeat), { once: true });
        request.until.addEventListener('abort', close, { once: true, signal: ended.signal });
        if (request.until.aborted) return close();

        let early: OutboxEvent[] | undefined = [];
        subscription = await request.hub.listen((events) =>
          early ? early.push(...events) : send(events),
        );
        if (ended.signal.aborted) return subscription.leave();
        // Says at once that the subscription stands, before anything happens.
        write(heartbeatFrame);
        for await (const events of missed(request, subscription.upTo)) send(events);
        send(early);
        early = undefined;
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
}

/** What happened after `request.after`, up to where the subscription begins; from the writer, which has it all. */
async function* missed(
  { tenant, after }: StreamRequest,
  upTo: number,
): AsyncGenerator<OutboxEvent[]> {
  for (let id = after ?? upTo; id < upTo;) {
    const rows = await rowsAfter(tenant.database.writer, id, publicPrefix);
    yield rows.filter((row) => row.id <= upTo && row.topic.startsWith(publicPrefix));
    if (rows.length < page) return;
    id = rows.at(-1)?.id ?? upTo;
  }
}
