import type { LossKind } from '../../core/run-folder/files/invariants.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import type { BookingOutcome } from '../../core/client-history.ts';
import type { RequestOutcome } from '../../core/statistics/histogram-line.ts';
import { lineOf, trendLineOf } from './synthetic-load.ts';
import { type SyntheticRun, loadStartedAt } from './synthetic-run.ts';
import { healthChanges, partState } from './synthetic-topology.ts';

/** Faults that a run can be made to have, each of which some rule must find. */
export type Fault = (run: SyntheticRun) => void;

/** Adds `count` requests of `ms` each in the seconds of the run given, which the engine counts too. */
export function addRequests(
  name: string,
  outcome: RequestOutcome,
  ms: number,
  count: number,
  seconds: readonly [from: number, to: number],
): Fault {
  return (run) => {
    for (let second = seconds[0]; second < seconds[1]; second += 1) {
      const durations = Array.from({ length: count }, () => ms);
      const t = loadStartedAt / 1000 + second;
      run.histograms.push(...lineOf(t, name, outcome, durations));
      run.hosts.push({ t, host: null, address: '127.23.5.1', n: count });
    }
    run.series = run.series.map((line) => {
      const second = line.t - loadStartedAt / 1000;
      if (second < seconds[0] || second >= seconds[1]) return line;
      const requests = (line.counters['requests'] ?? 0) + count;
      return { ...line, counters: { ...line.counters, requests } };
    });
  };
}

/** Tells whose requests they were: those of every third second of one tenant, the others of another. */
export function tellTenants(run: SyntheticRun): void {
  run.histograms = run.histograms.map((line) => ({
    ...line,
    tenant: line.tenant ?? (line.t % 3 === 0 ? 'dolomiti' : 'riviera'),
  }));
}

/** Makes think times overrun by `ms` in the seconds of the run given. */
export function overrun(ms: number, [from, to]: readonly [from: number, to: number]): Fault {
  return (run) => {
    const late = Array.from({ length: 40 }, () => ms);
    for (let second = from; second < to; second += 1)
      run.trends.push(...trendLineOf(loadStartedAt / 1000 + second, trendNames.thinkLag, late));
  };
}

/** Why requests failed: what engines write of requests that `addRequests` makes fail. */
export interface Reason {
  readonly status: number;
  readonly code?: string;
  readonly reason: string;
  readonly error?: string;
}

export const timeout: Reason = {
  status: 0,
  code: '1050',
  reason: 'request timeout',
  error: 'request timeout',
};

/** Adds `count` requests that fail in each of the seconds given, with the reason. */
export function failRequests(
  name: string,
  { error = '', ...why }: Reason,
  count: number,
  seconds: readonly [from: number, to: number],
): Fault {
  return (run) => {
    addRequests(name, 'failed', 5, count, seconds)(run);
    for (let second = seconds[0]; second < seconds[1]; second += 1)
      run.failures.push({ t: loadStartedAt / 1000 + second, name, ...why, error, n: count });
  };
}

/** Nothing ends from a second of the run on, and all that was asked until then times out a minute later. */
export function hangFrom(second: number): Fault {
  return (run) => {
    const t = loadStartedAt / 1000 + second;
    const n = 40;
    run.histograms = run.histograms.filter((line) => line.t < t);
    const waited = Array.from({ length: n }, () => 60_000);
    run.histograms.push(...lineOf(t + 60, 'offers', 'failed', waited));
    run.failures.push({ t: t + 60, name: 'offers', ...timeout, error: '', n });
  };
}

export function lostBooking(run: SyntheticRun): void {
  run.databaseBookings = run.databaseBookings?.filter(({ key }) => key !== 'key-4');
}

export function unknownBooking(run: SyntheticRun): void {
  run.databaseBookings?.push({
    tenant: 'riviera',
    bookingId: 'b-x',
    key: 'key-x',
    totalCents: 1,
    reservations: 1,
  });
}

export function doubledBooking(run: SyntheticRun): void {
  const [first] = run.databaseBookings ?? [];
  if (first !== undefined) run.databaseBookings?.push({ ...first, bookingId: 'b-again' });
}

export function otherTotal(run: SyntheticRun): void {
  run.databaseBookings = run.databaseBookings?.map((booking, index) =>
    index === 0 ? { ...booking, totalCents: booking.totalCents + 1 } : booking,
  );
}

export function emptyBooking(run: SyntheticRun): void {
  run.databaseBookings = run.databaseBookings?.map((booking, index) =>
    index === 0 ? { ...booking, reservations: 0 } : booking,
  );
}

/** The first acknowledgement of the run becomes something else. */
export function firstOutcome(change: Partial<BookingOutcome>): Fault {
  return (run) => {
    const index = run.facts.findIndex((fact) => fact.kind === 'outcome');
    run.facts = run.facts.map((fact, at) =>
      at === index && fact.kind === 'outcome' ? { ...fact, ...change } : fact,
    );
  };
}

export function doubleSale(run: SyntheticRun): void {
  run.invariants.push({
    at: loadStartedAt + 72_000,
    name: 'no-double-sale',
    tenant: 'riviera',
    phase: 'after',
    checked: 56_000,
    violations: 1,
    examples: [
      {
        unit: 'RIV1-014',
        night: '2026-08-15',
        reservation: 31,
        otherReservation: 47,
        booking: 17,
        otherBooking: 23,
      },
    ],
  });
}

/** The run's checks, one of each of these kinds for each tenant, and as many rows looked at. */
export function checkOnly(kinds: readonly LossKind[], checked: number): Fault {
  return (run) => {
    const [check] = run.invariants;
    if (check === undefined) throw new Error('the synthetic run checks no invariant');
    const tenants = run.manifest.target.tenants;
    run.invariants = kinds.flatMap((kind) =>
      tenants.map((tenant) => ({
        ...check,
        phase: 'after' as const,
        name: `some-${kind}`,
        kind,
        tenant,
        checked,
      })),
    );
  };
}

/** Asks for other visitors than came. */
export function askFor(visitors: number): Fault {
  return (run) => {
    run.manifest.visitorsAsked = visitors;
    for (const phase of run.manifest.phases) phase.visitors = visitors;
  };
}

/** Ends the data, and the run, after so many seconds of load. */
export function cutAfter(seconds: number, endedEarly?: string): Fault {
  return (run) => {
    const end = loadStartedAt / 1000 + seconds;
    run.histograms = run.histograms.filter(({ t }) => t < end);
    run.trends = run.trends.filter(({ t }) => t < end);
    run.series = run.series.filter(({ t }) => t < end);
    run.health = run.health.filter(({ at }) => at / 1000 < end);
    if (endedEarly === undefined) {
      delete run.manifest.endedAt;
      delete run.manifest.loadEndedAt;
      delete run.manifest.engine.end;
      delete run.manifest.engine.reading;
      for (const phase of run.manifest.phases) delete phase.endedAt;
    } else {
      run.manifest.endedEarly = endedEarly;
      run.manifest.loadEndedAt = new Date(end * 1000).toISOString();
      for (const phase of run.manifest.phases)
        if (Date.parse(phase.endedAt ?? '') > end * 1000) phase.endedAt = run.manifest.loadEndedAt;
    }
  };
}

function at(seconds: number): number {
  return loadStartedAt + seconds * 1000;
}

/** A task is killed at 0:32 and replaced; a reader is killed at 0:50 and stays down. */
export const partsLost: Fault = (run) => {
  const zone = 'local-1a';
  const [old, other] = ['task-1a', 'task-9f'].map((id) =>
    partState({ id, role: 'task', address: '127.23.5.101:8080', zone }),
  );
  const reader = run.manifest.target.instances.findLast(({ role }) => role === 'reader');
  if (old === undefined || other === undefined || reader === undefined)
    throw new Error('the run has no such parts');
  const killed = 'it was ended by SIGKILL';
  run.topology.push(
    { change: 'present', at: at(-8), instance: old },
    ...healthChanges(old, [at(32), 'stopped', killed]),
    { change: 'gone', at: at(32), instance: { ...old, health: 'stopped', detail: killed } },
    { change: 'appeared', at: at(32.1), instance: { ...other, health: 'starting' } },
    ...healthChanges({ ...other, health: 'starting' }, [at(35.4), 'healthy']),
    ...healthChanges(partState(reader), [at(50), 'unhealthy', killed]),
  );
};
