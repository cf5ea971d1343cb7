import { styleText } from 'node:util';
import type { Outcome } from '../core/outcome.ts';
import { mainReasonInWords } from './verdict/failures-in-words.ts';
import type { Verdict } from './verdict/schema.ts';
import { count, milliseconds, significant } from './words/figures.ts';
import { nameInWords } from './words/names.ts';

/** Where the lines go: colors are left out when it is no terminal or `NO_COLOR` is set. */
export interface Terminal {
  readonly stream: NodeJS.WritableStream;
}

export const outcomeColors = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  invalid: 'magenta',
} as const satisfies Record<Outcome, string>;

const mostReasons = 8;

/** The verdict in a few lines: the outcome, its reasons, and the figures. */
export function verdictForTerminal(verdict: Verdict, { stream }: Terminal): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    styleText(format, text, { stream, validateStream: true });
  const { outcome, reasons, load, latency, failures } = verdict;
  const why = mainReasonInWords(failures);
  const shown = reasons.slice(0, mostReasons).map((reason) => `  - ${reason}`);
  const more =
    reasons.length > mostReasons
      ? [`  - and ${reasons.length - mostReasons} more in the report`]
      : [];
  const slowest = latency.toSorted((a, b) => b.p95 - a.p95)[0];
  const figures = [
    `${count(load.requests)} requests (${significant(load.requestsPerSecond)}/s while judged), ${count(load.failed)} failed${why === undefined ? '' : ` (${why})`}, ${count(load.refused)} refused`,
    ...(slowest === undefined
      ? []
      : [`slowest ${nameInWords(slowest.request)}, p95 ${milliseconds(slowest.p95)}`]),
    ...(load.bookings.acknowledged > 0 ? [`${count(load.bookings.acknowledged)} booked`] : []),
  ];
  return [
    paint(['bold', outcomeColors[outcome]], `Verdict: ${outcome}`),
    ...shown,
    ...more,
    paint('dim', `  ${figures.join(' · ')}`),
    '',
  ].join('\n');
}
