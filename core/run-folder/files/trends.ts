import { type TrendLine, parseTrendLine } from '../../statistics/histogram-line.ts';
import type { RunFileDeclaration } from './declaration.ts';

/** Trends that the reports use. */
export const trendNames = {
  /** How long iterations took, think times included. */
  iterations: 'iteration_duration',
  /** By how much think times overran; only our own visitors measure it. */
  thinkLag: 'think_lag',
} as const;

/** What an engine measures besides its requests; lines of one second and name add up. */
export const trends = {
  name: 'trends.ndjson',
  about: 'Durations that are no response times, a line per second and trend.',
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  expected: () => ({ because: 'every run records how long its iterations took', mayBeEmpty: true }),
  parse: parseTrendLine,
} as const satisfies RunFileDeclaration<TrendLine>;
