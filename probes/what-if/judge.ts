import { formatSeconds } from '../../core/duration.ts';
import type { ChecksFigures } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { nothingToJudge } from '../contract/checks.ts';
import type { Settings } from '../contract/probe.ts';
import { figure, sharesInWords } from '../reader-balance/words/words.ts';
import { traceOfProbe } from './trace/from-probe.ts';
import { traceOfRun } from './trace/from-run.ts';
import { type Outcome, type Spread, replayAll } from './facts/replay.ts';
import type { Trace } from './trace/trace.ts';
import { type Sample, only } from './samples/sample.ts';
import { type Options, optionsOf } from './samples/settings.ts';

const probe = 'what-if';
/** A trace of fewer windows says nothing of a policy. */
const leastWindows = 6;

/** What the connections that were recorded would have come to under other policies. */
export function judge(samples: readonly Sample[], settings: Settings): ProbeVerdict {
  const counted = only(samples, 'counted');
  const trace = counted.length > 0 ? traceOfRun(counted) : traceOfProbe(samples);
  if (trace === undefined) return nothingToJudge(probe, 'No reader was seen.');
  const open = whyOpen(trace);
  if (open !== undefined) return nothingToJudge(probe, open);
  const options = optionsOf(settings);
  const outcomes = replayAll(trace, options);
  const [recorded, ...others] = outcomes;
  return {
    probe,
    outcome: 'pass',
    finding: 'replayed',
    reasons: [
      ...(recorded === undefined ? [] : [recordedInWords(trace, recorded)]),
      ...others.map((outcome) => outcomeInWords(trace, options, outcome)),
    ],
    remarks: remarksOf(trace, options, outcomes),
    figures: figuresOf(trace, options, outcomes),
  };
}

function whyOpen({ readers, sessions, from, to, windowMs }: Trace): string | undefined {
  if (readers.length === 1)
    return `There is one reader, ${readers[0]}: nothing can be placed otherwise.`;
  if (sessions.length === 0) return 'Clients held no connection to a reader.';
  const windows = Math.floor((to - from) / windowMs);
  if (windows < leastWindows)
    return `${windows} windows of ${formatSeconds(windowMs / 1000)} say nothing of a policy: ${leastWindows} are needed.`;
  return undefined;
}

function recordedInWords(trace: Trace, { sessions, peakToAverage, gini, opened }: Outcome): string {
  const lasted = (trace.to - trace.from) / 1000;
  const rate = figure(opened.middle / (lasted / 60));
  return `as recorded: sessions ${sharesInWords(
    trace.readers,
    sessions.map(({ middle }) => middle),
  )}; peak to average ${ratio(peakToAverage)}, Gini ${ratio(gini)}; ${opened.middle} connections opened in ${formatSeconds(lasted)} (${rate} a minute).`;
}

function outcomeInWords(trace: Trace, options: Options, outcome: Outcome): string {
  const { policy, peakToAverage, gini, opened } = outcome;
  return `${policy.name}: peak to average ${ratio(peakToAverage)}, Gini ${ratio(gini)}; ${figure(opened.middle)} connections opened${latencyInWords(trace, options, outcome)}.`;
}

/** `1.08 (1.01 to 1.22)`: the middle of the replays, and where nine in ten lie. */
function ratio({ middle, low, high }: Spread): string {
  const [center, least, most] = [middle, low, high].map((value) => value.toFixed(2));
  return least === most ? `${center}` : `${center} (${least} to ${most})`;
}

/** Requests wait for what is opened. */
function latencyInWords(
  trace: Trace,
  { connectMs = trace.connectMs }: Options,
  { opened }: Outcome,
): string {
  if (connectMs === undefined) return '';
  return `, for which clients wait ${figure((opened.middle * connectMs) / 1000)} s in all`;
}

function remarksOf(
  trace: Trace,
  { connectMs = trace.connectMs }: Options,
  outcomes: readonly Outcome[],
): string[] {
  const standing = trace.sessions.filter((session) => session.standing).length;
  const [recorded] = outcomes;
  const endpoint = outcomes.find(({ policy }) => policy.name === 'endpoint');
  const seen = recorded?.peakToAverage.middle ?? 1;
  const isAlike =
    endpoint !== undefined &&
    seen >= endpoint.peakToAverage.low - 1e-9 &&
    seen <= endpoint.peakToAverage.high + 1e-9;
  return [
    `What was recorded is ${isAlike ? 'as' : 'not as'} the model of the endpoint gives in nine of ten replays.`,
    ...(standing === 0
      ? []
      : [
          `${standing} of ${trace.sessions.length} connections stood at the beginning: they stay where they are, as if the policy began then.`,
        ]),
    ...(trace.knowsUse
      ? []
      : [
          'A run tells how many connections there were, and not which: the oldest are taken to be closed first, and all to be in use.',
        ]),
    ...(connectMs === undefined
      ? ['What it takes to connect was not seen: name it with --connect-ms.']
      : []),
    'A pooling proxy is one more hop for every statement, which is not counted.',
  ];
}

function figuresOf(trace: Trace, options: Options, outcomes: readonly Outcome[]): ChecksFigures {
  const { connectMs = trace.connectMs, windowMs = trace.windowMs } = options;
  const minutes = (trace.to - trace.from) / 60_000;
  return {
    facts: [
      { name: 'Readers', value: String(trace.readers.length) },
      { name: 'Connections', value: String(trace.sessions.length) },
      { name: 'Recorded for', value: formatSeconds(minutes * 60) },
      { name: 'An answer is kept', value: formatSeconds(windowMs / 1000) },
      { name: 'To connect', value: connectMs === undefined ? '?' : `${figure(connectMs)} ms` },
    ],
    checks: [],
    bars: {
      about:
        'Of the sessions. The mark is an equal share; the bar is the middle of the replays, the band where nine in ten lie.',
      units: outcomes.map(({ policy, sessions }) => ({
        name: policy.name,
        fair: 1 / trace.readers.length,
        rows: trace.readers.map((name, reader) => {
          const { middle = 0, low = 0, high = 0 } = sessions[reader] ?? {};
          return { name, share: middle, band: [low, high] };
        }),
      })),
    },
    table: {
      heads: [
        'Policy',
        'Sessions: peak to average',
        'Gini',
        'Work: peak to average',
        'Work, 10 s at a time',
        'Opened a minute',
        'Waits to connect',
      ],
      rows: outcomes.map(({ policy, ...outcome }) => [
        policy.name,
        ratio(outcome.peakToAverage),
        ratio(outcome.gini),
        ratio(outcome.workPeakToAverage),
        ratio(outcome.momentary),
        figure(outcome.opened.middle / minutes),
        connectMs === undefined ? '?' : `${figure((outcome.opened.middle * connectMs) / 1000)} s`,
      ]),
    },
  };
}
