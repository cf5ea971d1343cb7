import type { Journal } from '../../../core/run-folder/files/journal.ts';
import type { AuditError, AuditEvent } from '../../../core/run-folder/files/write-audit.ts';
import { median } from '../../../core/statistics/sample.ts';
import type { DrillFigures } from '../drill-schema.ts';
import { auditWrites, elementStates } from '../../write-audit/judge.ts';

type ClientFigures = DrillFigures['clients'][number];

/** A pause between two answers is an outage when it is longer than usual by so much. */
const outageMs = 500;

/**
 * What a drill came to, from its journal and the histories of its clients.
 * @param throughputAt what visitors got around the fault, which came at that millisecond since 1970
 */
export function drillFigures(
  journal: Journal,
  events: readonly AuditEvent[],
  throughputAt: (faultAt: number) => DrillFigures['throughput'] = () => null,
): DrillFigures {
  const { drill, how, failovers, objectives, byHand, stopped } = journal.bilancia;
  const faultAt = faultTime(journal);
  const endedAt = journal.end === undefined ? undefined : Date.parse(journal.end);
  return {
    drill,
    how,
    title: journal.experiment.title,
    status: journal.end === undefined ? 'cut short' : journal.status,
    faultAt: faultAt === undefined ? null : new Date(faultAt).toISOString(),
    objectives,
    failovers: failovers.map((change) => ({ ...change, ...partsOf(change, journal) })),
    clients: clientsFigures(events, faultAt, endedAt),
    alarms: (journal.bilancia.alarms?.seen ?? []).map((one) => ({
      alarm: one.alarm,
      state: one.state,
      causeMs: since(faultAt, one.causeAt),
      firedMs: since(faultAt, one.firedAt),
      notifiedMs: since(faultAt, one.notifiedAt),
    })),
    throughput: faultAt === undefined ? null : throughputAt(faultAt),
    byHand,
    stopped,
  };
}

/** What each client saw; moments in milliseconds since 1970, undefined where they have not come. */
export function clientsFigures(
  events: readonly AuditEvent[],
  faultAt: number | undefined,
  endedAt: number | undefined,
): ClientFigures[] {
  return [...new Set(events.flatMap(({ client }) => client ?? []))].map((client) =>
    clientFigures(
      client,
      events.filter((event) => event.client === client),
      faultAt,
      endedAt,
    ),
  );
}

function since(faultAt: number | undefined, moment: string | null): number | null {
  return faultAt === undefined || moment === null ? null : Date.parse(moment) - faultAt;
}

/** When the first action of the method was done. */
function faultTime({ run }: Journal): number | undefined {
  const first = run.find(({ activity }) => activity.type === 'action');
  return first === undefined ? undefined : Date.parse(first.start);
}

/** Milliseconds that each part of a change took; the fault is the last action before it was detected. */
function partsOf(
  { detectedAt, promotedAt, flippedAt }: Journal['bilancia']['failovers'][number],
  { run }: Journal,
) {
  const detected = Date.parse(detectedAt);
  const fault = run.findLast(
    ({ activity, start }) => activity.type === 'action' && Date.parse(start) <= detected,
  );
  return {
    detectionMs: between(fault?.start, detectedAt),
    promotionMs: between(detectedAt, promotedAt),
    nameMs: between(promotedAt, flippedAt),
  };
}

/** Milliseconds from one moment to another; null while one has not come. */
function between(from: string | null | undefined, to: string | null): number | null {
  if (from === null || from === undefined || to === null) return null;
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function clientFigures(
  client: string,
  events: readonly AuditEvent[],
  faultAt: number | undefined,
  endedAt: number | undefined,
): ClientFigures {
  const adds = events.filter(({ f }) => f === 'add');
  const reads = events.filter((event) => event.f === 'read' && event.from === 'reader');
  const audit = auditWrites(events);
  const stale = adds.filter(({ error }) => error?.class === 'stale-writer');
  const counts = elementStates.map(
    (state) => [state, audit.elements.filter((element) => element.state === state).length] as const,
  );
  const endedAfter = adds.filter(
    ({ type, timeMs }) => type !== 'invoke' && timeMs > (faultAt ?? 0),
  );
  const nodes = adds.flatMap((event) =>
    event.f === 'add' && event.type === 'ok' && event.node !== undefined ? [event.node] : [],
  );
  return {
    client,
    writes: downtime(adds, faultAt),
    reads: downtime(reads, faultAt),
    errors: errorCounts(adds),
    readErrors: errorCounts(reads),
    staleWriterMs: (stale.at(-1)?.timeMs ?? 0) - (stale[0]?.timeMs ?? 0),
    /** A pool that still fails when the drill is over has not recovered. */
    recovered: endedAfter.length > 0 && endedAfter.at(-1)?.type === 'ok',
    missingMs: Math.max(0, (endedAt ?? 0) - (events.at(-1)?.timeMs ?? 0)),
    firstNode: nodes[0] ?? null,
    lastNode: nodes.at(-1) ?? null,
    audit: {
      outcome: audit.outcome,
      reads: audit.reads,
      states: Object.fromEntries(counts.filter(([, count]) => count > 0)),
      longestStaleMs: Math.max(0, ...audit.elements.map(({ staleMs }) => staleMs)),
    },
  };
}

function errorCounts(events: readonly AuditEvent[]): Record<string, number> {
  const counts = new Map<AuditError, number>();
  for (const { error } of events)
    if (error !== undefined) counts.set(error.class, (counts.get(error.class) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/**
 * How long nothing succeeded since the fault: the pauses between successes that are longer than those between attempts
 * usually are, less that. What had not come back at the end is counted up to there.
 */
function downtime(events: readonly AuditEvent[], faultAt: number | undefined) {
  const done = events.filter(({ type }) => type === 'ok').map(({ timeMs }) => timeMs);
  const end = events.at(-1)?.timeMs;
  if (faultAt === undefined || end === undefined) return { longestMs: null, sumMs: null };
  const before = done.filter((time) => time < faultAt);
  const usual = usualGap(events);
  const moments = [before.at(-1) ?? faultAt, ...done.filter((time) => time >= faultAt), end];
  const outages = moments
    .slice(1)
    .map((time, index) => Math.max(0, time - (moments[index] ?? time) - usual))
    .filter((ms) => ms > outageMs);
  return {
    longestMs: Math.max(0, ...outages),
    sumMs: outages.reduce((sum, ms) => sum + ms, 0),
  };
}

/** Milliseconds between two attempts: the median. */
function usualGap(events: readonly AuditEvent[]): number {
  const begun = events.filter(({ type }) => type === 'invoke').map(({ timeMs }) => timeMs);
  const gaps = begun.slice(1).map((time, index) => time - (begun[index] ?? time));
  return gaps.length === 0 ? 0 : median(gaps);
}
