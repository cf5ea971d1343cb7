import { type HistogramLine, parseHistogramLine } from '../../statistics/histogram-line.ts';
import type { RunFileDeclaration } from './declaration.ts';

/** Mergeable: lines of one second, name, outcome and tenant add up. */
export const histograms = {
  name: 'histograms.ndjson',
  about: 'Response times, a line per second, request name, outcome and tenant.',
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  expected: ({ model }) => ({
    because: 'every run records its response times',
    coverage: 'seconds-with-requests',
    // Scripts may speak other protocols than HTTP.
    mayBeEmpty: model === 'foreign',
  }),
  parse: parseHistogramLine,
} as const satisfies RunFileDeclaration<HistogramLine>;
