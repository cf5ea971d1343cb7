import type { Evidence } from '../evidence/evidence.ts';
import { secondsOf, within } from '../evidence/period.ts';
import { countOf, everyOutcome, requestNames } from '../evidence/request-table.ts';
import type { BookingHistory } from './booking-history.ts';
import type { LoadFigures } from './schema.ts';
import { meanVisitors, presence } from './visitors.ts';

/** What load there was, beside what was planned. */
export function loadFigures(evidence: Evidence, history: BookingHistory): LoadFigures {
  const { manifest, hold, requests, series, facts } = evidence;
  const names = requestNames(requests);
  const seconds = secondsOf(hold);
  const perSecond = (amount: number | null): number | null =>
    seconds > 0 && amount !== null ? amount / seconds : null;
  const inHold = (counter: string): number | null => {
    if (!series.some((line) => line.counters[counter] !== undefined)) return null;
    return sum(
      series.filter((line) => within(hold, line.t)).map((line) => line.counters[counter] ?? 0),
    );
  };
  const booked = facts.filter(
    (fact) =>
      fact.kind === 'outcome' &&
      fact.outcome === 'acknowledged' &&
      within(hold, Math.floor(fact.at / 1000)),
  );
  const plan = manifest.plan;
  return {
    visitorsAsked: manifest.visitorsAsked,
    visitorsHeld: meanVisitors(presence(series), hold) ?? null,
    requests: countOf(requests, names, everyOutcome),
    failed: countOf(requests, names, ['failed']),
    refused: countOf(requests, names, ['refused']),
    droppedIterations: sum(series.map((line) => line.counters['dropped_iterations'] ?? 0)),
    requestsPerSecond: perSecond(countOf(requests, names, everyOutcome, hold)) ?? 0,
    holdSeconds: seconds,
    bookings: {
      acknowledged: history.acknowledged.size,
      refused: history.refused.size,
      indeterminate: history.indeterminate.size,
    },
    sessionsPerSecond: {
      planned: plan?.sessionsPerSecond ?? null,
      observed: perSecond(inHold('visitors_finished')),
    },
    pageViewsPerSecond: {
      planned: plan?.pageViewsPerSecond ?? null,
      observed: perSecond(inHold('page_views')),
    },
    bookingsPerSecond: {
      planned: plan?.bookingsPerSecond ?? null,
      observed: facts.length > 0 ? perSecond(booked.length) : null,
    },
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
