import { peakToAverage } from '../../../core/statistics/balance/indices.ts';
import { count, plural } from '../../words/figures.ts';
import { samplesInWords, valueInWords } from '../in-words.ts';
import { meets } from '../indicator.ts';
import type { ObjectiveResult } from '../result.ts';
import { type Where, resultOf } from './kind.ts';

/** One of several equal parts: what it was given, and the seconds of the phase in which it could be given something. */
export interface Part {
  readonly name: string;
  readonly amount: number;
  readonly seconds: number;
}

/** Standard deviations of chance that must fit between perfect balance and the limit. */
const deviations = 3;
const enough = 20;

/**
 * Peak to average of what parts were given per second while they were there. Events that fall by chance on n equal parts
 * leave each with a relative standard deviation of sqrt(n / events) (Poisson): so many events are needed that three of those
 * fit below the limit, or chance alone would miss it.
 */
export function judgeBalance(
  where: Where<unknown>,
  limit: number,
  parts: readonly Part[],
  { noun, counted }: { readonly noun: string; readonly counted: string },
): ObjectiveResult {
  const there = parts.filter(({ seconds }) => seconds > 0);
  const rates = there.map(({ amount, seconds }) => amount / seconds);
  const events = Math.round(there.reduce((sum, { amount }) => sum + amount, 0));
  const noise = there.length * (deviations / (limit - 1)) ** 2;
  const fewest = Math.max(enough * Math.max(1, there.length), Math.ceil(noise - 1e-9));
  const value = there.length < 2 ? undefined : peakToAverage(rates);
  const isEnough = value !== undefined && events >= fewest;
  const busiest = there[rates.indexOf(Math.max(...rates))]?.name ?? '';
  return resultOf(where, {
    scope: there.length === 1 ? (there[0]?.name ?? '') : plural(there.length, noun),
    requests: there.map(({ name }) => name),
    indicator: 'peakToAverage',
    limit,
    value,
    samples: events,
    fewest,
    counted,
    met: isEnough ? meets(value, limit) : null,
    observed:
      there.length < 2
        ? `only ${plural(there.length, 'part')}, at least 2 needed`
        : isEnough
          ? `${valueInWords('peakToAverage', value)}, the busiest ${busiest}; ${samplesInWords(events, counted)}`
          : `${samplesInWords(events, counted)}, at least ${count(fewest)} needed`,
  });
}
