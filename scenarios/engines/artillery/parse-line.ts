import { runFiles } from '../../../core/run-folder/files/index.ts';
import { z } from 'zod';
import { parserOf } from '../../../core/run-folder/files/declaration.ts';
import type { OutputLine } from '../../artillery/output.ts';

const kindOf = parserOf(z.looseObject({ kind: z.string() }));
const object = parserOf(z.record(z.string(), z.unknown()));
const worker = parserOf(z.looseObject({ w: z.int() }));
const fact = parserOf(z.looseObject({ fact: z.unknown() }));
const exception = parserOf(z.object({ kind: z.literal('exception'), message: z.string() }));
const rejected = parserOf(z.object({ kind: z.literal('rejected'), reason: z.string() }));
const summary = parserOf(z.looseObject({ summary: z.unknown() }));
const stray = parserOf(z.object({ kind: z.literal('stray'), host: z.string() }));

/** How each kind of line is checked and typed. */
const parsers: ReadonlyMap<string, (value: unknown) => OutputLine> = new Map<
  OutputLine['kind'],
  (value: unknown) => OutputLine
>([
  ['requests', (value) => ({ kind: 'requests', ...runFiles.histograms.parse(without(value)) })],
  ['trend', (value) => ({ kind: 'trend', ...runFiles.trends.parse(without(value)) })],
  ['series', (value) => ({ kind: 'series', w: worker(value).w, ...runFiles.series.parse(value) })],
  ['failure', (value) => ({ kind: 'failure', ...runFiles.failures.parse(value) })],
  ['host', (value) => ({ kind: 'host', ...runFiles.hosts.parse(value) })],
  ['fact', (value) => ({ kind: 'fact', fact: runFiles.bookings.parse(fact(value).fact) })],
  ['exception', exception],
  ['rejected', rejected],
  [
    'summary',
    (value) => ({ kind: 'summary', summary: runFiles.scriptSummary.parse(summary(value).summary) }),
  ],
  ['stray', stray],
]);

/** @throws TypeError or SyntaxError that says what is wrong */
export function parseOutputLine(text: string): OutputLine {
  const value: unknown = JSON.parse(text);
  const { kind } = kindOf(value);
  const parse = parsers.get(kind);
  if (parse === undefined) throw new TypeError(`kind: "${kind}" is none of ours`);
  return parse(value);
}

/** A line of the run folder, which has no kind. */
function without(value: unknown): unknown {
  const { kind: _kind, ...rest } = object(value);
  return rest;
}
