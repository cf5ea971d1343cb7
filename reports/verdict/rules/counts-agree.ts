import { runFiles } from '../../../core/run-folder/files/index.ts';
import { trendNames } from '../../../core/run-folder/files/trends.ts';
import { bookingsThatWere, counters } from '../../../core/run-folder/files/series.ts';
import { countOf, durations, everyOutcome, requestNames } from '../../evidence/request-table.ts';
import { count, plural } from '../../words/figures.ts';
import { sum } from '../load.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

/** Fraction by which two counts of a crashed run may differ: it can cut them off a moment apart. */
const mostOfCrashed = 0.01;
/** Seconds, and the fraction of the load, that may lie between what was counted last and the end of the load. */
const [leastTail, mostTail] = [5, 0.05];

/** What two files count must agree, or one of them lacks something. */
export const countsAgree: Rule = (run) =>
  [
    requests(run),
    bookings(run),
    records(run),
    iterations(run),
    places(run),
    ...ofScript(run),
    end(run),
  ]
    .filter((summary) => summary !== undefined)
    .map((summary) => ({ severity: 'inconclusive', summary }));

function requests({ evidence }: JudgedRun): string | undefined {
  const table = evidence.requests;
  const timed = countOf(table, requestNames(table), everyOutcome);
  const counted = counterTotal(evidence, counters.requests);
  // What a script adds to the engine's own metrics spoils that count.
  if (counterTotal(evidence, counters.noRequests) > 0) return undefined;
  const most = evidence.manifest.endedAt === undefined ? mostOfCrashed : 0;
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

/** A request is one record at least, most are thirteen. */
function records({ evidence }: JudgedRun): string | undefined {
  const { reading, output } = evidence.manifest.engine;
  const counted = counterTotal(evidence, counters.requests);
  if (reading === undefined || reading.records >= counted) return undefined;
  return `${runFiles.manifest.name} tells of ${plural(reading.records, 'record')} in ${output}, but ${runFiles.series.name} counts ${plural(counted, 'request')}: one of them is wrong.`;
}

/** Each iteration that ended was timed. */
function iterations({ evidence }: JudgedRun): string | undefined {
  const timed = durations(evidence.trends, [trendNames.iterations], everyOutcome).n;
  const counted = counterTotal(evidence, counters.iterations);
  if (timed > 0 || counted === 0) return undefined;
  return `${runFiles.series.name} counts ${plural(counted, 'iteration')}, but ${runFiles.trends.name} has the duration of none: it lacks some.`;
}

/** Every request went somewhere; sessions of other protocols did besides. */
function places({ evidence }: JudgedRun): string | undefined {
  const { endedAt, target } = evidence.manifest;
  const went = sum(evidence.hosts.map((host) => host.count));
  // Points that a script adds by itself went nowhere.
  const counted =
    counterTotal(evidence, counters.requests) - counterTotal(evidence, counters.noRequests);
  if (endedAt === undefined || target.hosts === undefined || went >= counted) return undefined;
  return `${runFiles.series.name} counts ${plural(counted, 'request')}, but ${runFiles.hosts.name} has the places of ${count(went)}: it lacks some.`;
}

/** The engine's own summary counts the same again. */
function ofScript({ evidence }: JudgedRun): (string | undefined)[] {
  const { script, manifest } = evidence;
  if (script === undefined || manifest.endedAt === undefined) return [];
  return (
    [
      ['http_reqs', counters.requests, 'request'],
      ['iterations', counters.iterations, 'iteration'],
    ] as const
  ).map(([metric, counter, noun]) => {
    const { values = [] } = script.metrics.find(({ name }) => name === metric) ?? {};
    const [, summed] = values.find(([figure]) => figure === 'count') ?? [];
    const counted = counterTotal(evidence, counter);
    if (summed === undefined || summed === counted) return undefined;
    return `${runFiles.scriptSummary.name} tells of ${plural(summed, noun)}, but ${runFiles.series.name} counts ${count(counted)}: one of them lacks some.`;
  });
}

/** An engine counts its visitors once a second until its load ends. */
function end({ evidence: { manifest, series } }: JudgedRun): string | undefined {
  const { loadStartedAt, loadEndedAt, endedAt } = manifest;
  if (endedAt === undefined || loadStartedAt === undefined || loadEndedAt === undefined)
    return undefined;
  const [from, to] = [Date.parse(loadStartedAt) / 1000, Date.parse(loadEndedAt) / 1000];
  const missing = Math.floor(to - (series.lastSecond ?? from) - 1);
  if (missing <= Math.max(leastTail, mostTail * (to - from))) return undefined;
  return `${runFiles.series.name} ends ${count(missing)} s before the load did: it lacks some.`;
}

function counterTotal({ series }: JudgedRun['evidence'], name: string): number {
  return series.totals.get(name) ?? 0;
}
