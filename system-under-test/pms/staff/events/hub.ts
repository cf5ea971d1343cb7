import { setTimeout as wait } from 'node:timers/promises';
import type { Dependencies } from '../../framework/deps.ts';
import type { Tenant } from '../../tenants/tenants.ts';
import { advance, type Cursor, cursorAt, type OutboxEvent } from './ordered.ts';
import { lastId, rowsAfter } from './outbox-reads.ts';
import { publicPrefix } from './topics.ts';

export type Listener = (events: readonly OutboxEvent[]) => void;

export interface Subscription {
  /** The listener is given every event above this id, and none up to it. */
  readonly upTo: number;
  readonly leave: () => void;
}

/** Hands a tenant's new public events to its listeners; asks the database only while there are any. */
export interface Hub {
  readonly listen: (listener: Listener) => Promise<Subscription>;
}

const everyMs = 1000;
/** A transaction that wrote to the outbox and did not commit within this time is taken for rolled back. */
const graceMs = 2000;

export function createHub(deps: Dependencies, tenant: Tenant): Hub {
  const { reader } = tenant.database;
  const listeners = new Set<Listener>();
  // Counts those who are about to join, too: the loop must not end under them.
  let wanted = 0;
  let position: Cursor | undefined;
  let starting: Promise<void> | undefined;

  async function start(): Promise<void> {
    try {
      position = cursorAt(await lastId(reader));
      void watch();
    } finally {
      starting = undefined;
    }
  }

  const isWanted = (): boolean => wanted > 0 && !deps.draining.aborted;

  async function watch(): Promise<void> {
    while (isWanted()) {
      await wait(everyMs, undefined, { ref: false });
      try {
        await look();
      } catch (exception) {
        const context = { tenant: tenant.id, exception };
        deps.logger.channel('events').warning('The outbox could not be read', context);
      }
    }
    position = undefined;
  }

  /** The position moves in the same breath as the events go out: who joins later needs none of them. */
  async function look(): Promise<void> {
    if (position === undefined) return;
    const seen = await rowsAfter(reader, position.id, publicPrefix);
    const { cursor, events } = advance(position, seen, deps.now(), graceMs);
    position = cursor;
    const open = events.filter(({ topic }) => topic.startsWith(publicPrefix));
    if (open.length > 0) for (const listener of listeners) listener(open);
  }

  return {
    async listen(listener) {
      wanted += 1;
      try {
        if (position === undefined) await (starting ??= start());
      } catch (thrown) {
        wanted -= 1;
        throw thrown;
      }
      listeners.add(listener);
      const leave = (): void => {
        if (listeners.delete(listener)) wanted -= 1;
      };
      return { upTo: position?.id ?? 0, leave };
    },
  };
}
