import { counters as names } from '../../core/run-folder/files/series.ts';
import type { BookingHistory } from '../evidence/booking-history.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { secondsOf, within } from '../evidence/period.ts';
import { countOf, everyOutcome, refusals, requestNames } from '../evidence/request-table.ts';
import type { LoadFigures } from './schema.ts';
import { meanVisitors } from './visitors.ts';

/** What load there was, beside what was planned. */
export function loadFigures(evidence: Evidence, history: BookingHistory): LoadFigures {
  const { manifest, judged, requests, series, facts } = evidence;
  const requestsOf = requestNames(requests);
  const seconds = secondsOf(judged);
  const perSecond = (amount: number | null): number | null =>
    seconds > 0 && amount !== null ? amount / seconds : null;
  const booked = facts.told.acknowledged.filter((second) => within(judged, second));
  const plan = manifest.plan;
  return {
    visitorsAsked: manifest.visitorsAsked,
    visitorsHeld: meanVisitors(series, judged) ?? null,
    requests: countOf(requests, requestsOf, everyOutcome),
    failed: countOf(requests, requestsOf, ['failed']),
    refused: countOf(requests, requestsOf, refusals),
    droppedIterations: series.totals.get(names.droppedIterations) ?? 0,
    requestsPerSecond: perSecond(countOf(requests, requestsOf, everyOutcome, judged)) ?? 0,
    judgedSeconds: seconds,
    bookings: {
      acknowledged: history.acknowledged.size,
      refused: history.refused.size,
      indeterminate: history.indeterminate.size,
    },
    sessionsPerSecond: {
      planned: plan?.sessionsPerSecond ?? null,
      observed: perSecond(startedIn(evidence)),
    },
    pageViewsPerSecond: {
      planned: plan?.pageViewsPerSecond ?? null,
      observed: perSecond(pageViews(evidence)),
    },
    bookingsPerSecond: {
      planned: plan?.bookingsPerSecond ?? null,
      observed: facts.count > 0 ? perSecond(booked.length) : null,
    },
  };
}

/** Visitors who came in the judged phases; null where nothing counted them. */
function startedIn({ series, judged }: Evidence): number | null {
  let total: number | null = null;
  for (const { t, started } of series.visitors)
    if (!Number.isNaN(started) && within(judged, t)) total = (total ?? 0) + started;
  return total;
}

/**
 * Page views of the judged phases. Visitors count their pages when they leave, often minutes later, so the pages of the whole
 * run tell how many a request stands for, and the requests of those phases tell the rest. Unknown when many never left.
 */
function pageViews({ series, requests, judged }: Evidence): number | null {
  const pages = series.totals.get(names.pageViews);
  const started = series.totals.get(names.visitorsStarted) ?? 0;
  const finished = series.totals.get(names.visitorsFinished) ?? 0;
  const requestsOf = requestNames(requests);
  const all = countOf(requests, requestsOf, everyOutcome);
  if (pages === undefined || all === 0 || finished < 0.9 * started) return null;
  return (pages / all) * countOf(requests, requestsOf, everyOutcome, judged);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
