import { count } from '../../words/figures.ts';
import { samplesInWords, valueInWords } from '../in-words.ts';
import { meets } from '../indicator.ts';
import type { Indicator, ObjectiveResult } from '../result.ts';
import { type Where, resultOf } from './kind.ts';

interface Common {
  readonly scope: string;
  readonly requests: readonly string[];
  readonly limit: number;
  /** What is counted, in the singular. */
  readonly counted: string;
}

/** Fewest events to judge by that are counted. */
const enough = 20;

/** A floor of events per second over a whole phase: too few of them meet none, but can miss one. */
export function judgeRate(
  where: Where<unknown>,
  { samples, ...common }: Common & { readonly samples: number },
): ObjectiveResult {
  const { from, to } = where.phase.period;
  const value = to > from ? samples / (to - from) : undefined;
  const fewest = where.objectives.minimumSamples ?? enough;
  const isMissed = value !== undefined && value < common.limit;
  return resultOf(where, {
    ...common,
    indicator: 'throughput',
    value,
    samples,
    fewest,
    met: isMissed ? false : value === undefined || samples < fewest ? null : true,
    observed:
      value === undefined || (!isMissed && samples < fewest)
        ? tooFew(samples, fewest, common.counted)
        : `${valueInWords('throughput', value)}, ${samplesInWords(samples, common.counted)}`,
  });
}

/** How many of some events are of the kind that is limited; `unknown` may be. */
export interface Share {
  readonly indicator: Indicator;
  readonly all: number;
  readonly bad: number;
  readonly unknown?: number;
  /** Why they are not known, as a clause. */
  readonly because?: string;
}

/**
 * A share over a whole phase. It is judged by as many events as leave one within the limit; a miss is certain before, once
 * more are bad than so many allow.
 */
export function judgeShare(
  where: Where<unknown>,
  { indicator, all, bad, unknown = 0, because = 'not told' }: Share,
  common: Common,
): ObjectiveResult {
  const { limit, counted } = common;
  const fewest =
    where.objectives.minimumSamples ??
    Math.max(enough, limit === 0 ? 0 : Math.ceil(1 / limit - 1e-9));
  const isMissed = all > 0 && !meets(bad / Math.max(all, fewest), limit);
  const couldBe = all > 0 && !meets((bad + unknown) / all, limit);
  const isOpen = !isMissed && (all < fewest || couldBe);
  const value = all > 0 ? bad / all : undefined;
  return resultOf(where, {
    ...common,
    indicator,
    value,
    samples: all,
    fewest,
    met: isMissed ? false : isOpen ? null : true,
    observed:
      !isMissed && all < fewest
        ? tooFew(all, fewest, counted)
        : `${valueInWords(indicator, value ?? 0)}, ${count(bad)} of ${samplesInWords(all, counted)}${unknown > 0 ? `; of ${count(unknown)} it is not known: ${because}` : ''}`,
  });
}

function tooFew(samples: number, fewest: number, counted: string): string {
  return `${samplesInWords(samples, counted)}, at least ${count(fewest)} needed`;
}
