import type { ActivityRun, Journal } from '../../core/run-folder/files/journal.ts';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';

/** A drill in memory; faults are planted by changing it. */
export interface SyntheticDrill {
  journal: Journal;
  events: AuditEvent[];
}

const faultAfterMs = 10_000;
const awayMs = 2000;
const lengthMs = 30_000;
const clients = ['pool', 'pool-5s', 'idle-pool'] as const;

/** A failover that held: writes were away for 2 s, and everything acknowledged was read back. */
export function heldDrill(startedAt: number): SyntheticDrill {
  const iso = (afterMs: number): string => new Date(startedAt + afterMs).toISOString();
  const provider = { type: 'http', url: 'http://default.localhost/', method: 'GET' } as const;
  const looked = (name: string, afterMs: number): ActivityRun => ({
    activity: { type: 'probe', name, provider, tolerance: true },
    start: iso(afterMs),
    end: iso(afterMs + 10),
    duration: 0.01,
    status: 'succeeded',
    output: 'as it should be',
    tolerance_met: true,
  });
  const steady = (afterMs: number) => ({
    steady_state_met: true,
    probes: [looked('the health page answers 200', afterMs)],
  });
  const activities = {
    title: 'Bookings are taken',
    probes: [steady(0).probes[0]?.activity].flatMap((one) => one ?? []),
  };
  const journal: Journal = {
    'chaoslib-version': 'bilancia 0.1.0',
    platform: 'Linux',
    node: 'here',
    experiment: {
      version: '1.0.0',
      title: 'A dead writer costs seconds, not bookings',
      description: 'The writer goes.',
      tags: ['drill'],
      'steady-state-hypothesis': activities,
      method: [],
      rollbacks: [],
    },
    start: iso(0),
    end: iso(lengthMs),
    duration: lengthMs / 1000,
    status: 'completed',
    deviated: false,
    steady_states: { before: steady(0), after: steady(lengthMs - 1000), during: [] },
    run: [
      {
        activity: { type: 'action', name: 'kill the writer', provider },
        start: iso(faultAfterMs),
        end: iso(faultAfterMs),
        duration: 0,
        status: 'succeeded',
        output: 'done',
      },
      looked('another is the writer', faultAfterMs + 200),
    ],
    rollbacks: [],
    bilancia: {
      drill: 'failover',
      how: 'kill',
      target: { name: 'default', kind: 'local' },
      objectives: { rtoSeconds: 60, rpoWrites: 0 },
      audited: true,
      undo: [],
      stopped: null,
      failovers: [
        {
          number: 1,
          planned: false,
          cause: 'db-1 ended',
          failure: null,
          from: 'db-1',
          fromClass: 'db.r6g.large',
          to: 'db-2',
          toClass: 'db.r6g.large',
          detectedAt: iso(faultAfterMs + 100),
          fencedAt: iso(faultAfterMs + 100),
          promotedAt: iso(faultAfterMs + 400),
          flippedAt: iso(faultAfterMs + 1400),
        },
      ],
      byHand: [],
    },
  };
  return { journal, events: historyOf(startedAt) };
}

/** Every client writes each 100 ms, and reads all once a second and at the end. */
function historyOf(startedAt: number): AuditEvent[] {
  const events: AuditEvent[] = [];
  const tell = (afterMs: number, event: object): void => {
    const known = { index: events.length, timeMs: startedAt + afterMs, ...event };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of nothing but constants below
    events.push(known as AuditEvent);
  };
  const kept = new Map<string, number[]>(clients.map((client) => [client, []]));
  const read = (nth: number, client: string, afterMs: number): void => {
    const common = { process: nth * 10 + 1, f: 'read', client, from: 'writer' };
    tell(afterMs, { ...common, type: 'invoke', value: null });
    tell(afterMs, { ...common, type: 'ok', value: [...(kept.get(client) ?? [])] });
  };
  for (let at = 0; at < lengthMs; at += 100) {
    const isAway = at >= faultAfterMs && at < faultAfterMs + awayMs;
    for (const [nth, client] of clients.entries()) {
      const common = { process: nth * 10, f: 'add', value: at / 100, client };
      tell(at, { ...common, type: 'invoke' });
      if (isAway)
        tell(at, { ...common, type: 'fail', error: { class: 'refused', message: 'refused' } });
      else {
        tell(at, { ...common, type: 'ok', node: at < faultAfterMs ? 1 : 2 });
        kept.get(client)?.push(at / 100);
      }
      if (at % 1000 === 900 && !isAway) read(nth, client, at + 50);
    }
  }
  for (const [nth, client] of clients.entries()) read(nth, client, lengthMs + 100);
  return events;
}
