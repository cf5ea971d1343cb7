import { runFiles } from '../../../core/run-folder/files/index.ts';
import { bookingsThatWere, counters } from '../../../core/run-folder/files/series.ts';
import { countOf, everyOutcome, requestNames } from '../../evidence/request-table.ts';
import { count, plural } from '../../words/figures.ts';
import { sum } from '../load.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

/** Fraction by which two counts of the same may differ: a crash can cut them off a moment apart. */
const most = 0.01;

/** What two files count must agree, or one of them lacks something. */
export const countsAgree: Rule = (run) =>
  [requests(run), bookings(run)]
    .filter((summary) => summary !== undefined)
    .map((summary) => ({ severity: 'inconclusive', summary }));

function requests({ evidence }: JudgedRun): string | undefined {
  const table = evidence.requests;
  const timed = countOf(table, requestNames(table), everyOutcome);
  const counted = counterTotal(evidence, counters.requests);
  // What a script adds to the engine's own metrics spoils that count.
  if (counterTotal(evidence, counters.noRequests) > 0) return undefined;
  if (Math.abs(timed - counted) <= most * Math.max(timed, counted)) return undefined;
  return `${runFiles.series.name} counts ${plural(counted, 'request')}, but ${runFiles.histograms.name} has the response times of ${count(timed)}: one of them lacks some.`;
}

/** A fact is written before its booking is counted, so there can never be fewer facts. */
function bookings({ evidence }: JudgedRun): string | undefined {
  const told = sum(Object.values(evidence.facts.told).map((seconds) => seconds.length));
  const counted = (['acknowledged', 'refused', 'indeterminate'] as const)
    .map((outcome) => counterTotal(evidence, bookingsThatWere(outcome)))
    .reduce((total, n) => total + n, 0);
  if (told >= counted) return undefined;
  return `${runFiles.bookings.name} has the outcome of ${count(told)} of the ${plural(counted, 'booking')} that ${runFiles.series.name} counts: it lacks some.`;
}

function counterTotal({ series }: JudgedRun['evidence'], name: string): number {
  return series.totals.get(name) ?? 0;
}
