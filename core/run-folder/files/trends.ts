import { type PartialTrendLine, parseTrendLine } from '../../statistics/histogram-line.ts';
import type { RunFileDeclaration } from './declaration.ts';

/** Trends that the reports use. */
export const trendNames = {
  /** How long iterations took, think times included. */
  iterations: 'iteration_duration',
  /** How long the script was within each of its groups. */
  groups: 'group_duration',
  /** By how much think times overran; only our own visitors measure it. */
  thinkLag: 'think_lag',
  /** By how much the latest timer of a fifth of a second was late, in an engine that runs in Node. */
  eventLoopLag: 'event_loop_lag',
  /** How long the event loop of such an engine was at work within a second. */
  eventLoopBusy: 'event_loop_busy',
} as const;

/** What an engine measures besides its requests; lines of one second, name and part add up. */
export const trends = {
  name: 'trends.ndjson',
  about: 'Durations that are no response times, a line per second, trend and part of the load.',
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  expected: () => ({ because: 'every run records how long its iterations took', mayBeEmpty: true }),
  parse: parseTrendLine,
} as const satisfies RunFileDeclaration<PartialTrendLine>;
