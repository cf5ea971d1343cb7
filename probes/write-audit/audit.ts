import { reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import type { AuditClient, AuditPlace, OpenClient } from './client.ts';
import { classOf, endOf } from './errors.ts';

interface AuditPlan {
  readonly place: AuditPlace;
  readonly clients: readonly AuditClient[];
  /** Told every event at once, in order. */
  readonly record: (event: AuditEvent) => void;
  readonly now: () => number;
}

export interface RunningAudit {
  /** Ends the writing, reads everything a last time from the writer, and resolves when that is recorded. */
  readonly finish: () => Promise<void>;
}

const readEveryMs = 1000;
/** Elements that one client may write; each has its own range. */
const rangeOfClient = 1_000_000;
/** How long the last read is tried. */
const lastReadMs = 30_000;

type Untimed = AuditEvent extends infer One
  ? One extends AuditEvent
    ? Omit<One, 'index' | 'timeMs'>
    : never
  : never;

/** Writes unique elements and reads them back by every client, each by itself, until it is finished. */
export function startAudit({ place, clients, record, now }: AuditPlan): RunningAudit {
  const over = new AbortController();
  const base = now() * 1000;
  let index = 0;
  const tell = (event: Untimed): void => {
    record({ ...event, index, timeMs: now() });
    index += 1;
  };
  const all = clients.map((client, nth) => {
    const first = base + nth * rangeOfClient;
    return audit({ client, place, nth, first, tell }, over.signal);
  });
  return {
    finish: async () => {
      over.abort();
      await Promise.all(all);
    },
  };
}

interface ClientAudit {
  readonly client: AuditClient;
  readonly place: AuditPlace;
  readonly nth: number;
  /** Id of its first element; elements are told as numbers from 0 on. */
  readonly first: number;
  readonly tell: (event: Untimed) => void;
}

async function audit(plan: ClientAudit, until: AbortSignal): Promise<void> {
  const { client, place, nth } = plan;
  const open = client.open(place);
  const [adding, reading, readingReaders] = [nth * 10, nth * 10 + 1, nth * 10 + 2];
  const adds = async (): Promise<void> => {
    for (let value = 0; !until.aborted; value += 1) {
      await add(open, plan, adding, value);
      await pause(client.everyMs, until);
    }
  };
  const reads = async (process: number, from: 'writer' | 'reader'): Promise<void> => {
    while (!until.aborted) {
      await read(open, plan, process, from);
      await pause(Math.max(readEveryMs, client.everyMs), until);
    }
  };
  await Promise.all([adds(), reads(reading, 'writer'), reads(readingReaders, 'reader')]);
  await open.close();
  // By new connections and the account as it is now: what a client is left with must not decide what is there.
  const fresh = client.open({ ...place, ...(await place.accountNow?.()) });
  const limit = performance.now() + lastReadMs;
  while (!(await read(fresh, plan, reading, 'writer')) && performance.now() < limit)
    await pause(500, new AbortController().signal);
  await fresh.close();
}

async function add(
  open: OpenClient,
  { client, first, tell }: ClientAudit,
  process: number,
  value: number,
): Promise<void> {
  const common = { process, f: 'add', value, client: client.name } as const;
  tell({ ...common, type: 'invoke' });
  let wasSent = false;
  try {
    const node = await open.add(first + value, () => (wasSent = true));
    tell({ ...common, type: 'ok', node });
  } catch (error) {
    const of = classOf(error);
    tell({ ...common, type: endOf(of, wasSent), error: { class: of, message: reasonOf(error) } });
  }
}

/** Whether it completed. */
async function read(
  open: OpenClient,
  { client, first, tell }: ClientAudit,
  process: number,
  from: 'writer' | 'reader',
): Promise<boolean> {
  const common = { process, f: 'read', client: client.name, from } as const;
  tell({ ...common, type: 'invoke', value: null });
  try {
    const ids = await open.read(from, first, first + rangeOfClient);
    tell({ ...common, type: 'ok', value: ids.map((id) => id - first) });
    return true;
  } catch (error) {
    const failure = { class: classOf(error), message: reasonOf(error) };
    tell({ ...common, type: 'fail', value: null, error: failure });
    return false;
  }
}
