import { knownError } from '../../core/errors.ts';
import { type GateOptions, defaultGateOptions } from '../../reports/gate/options.ts';

/** Flags of every command that compares. */
export interface ComparisonFlags {
  readonly effect?: number;
  readonly minimumEffect?: number;
  readonly percentiles?: readonly number[];
  readonly json: boolean;
}

/** Flags of every command that compares runs of today with those of the past. */
export interface RunComparisonFlags extends ComparisonFlags {
  readonly history?: readonly string[];
  /** File to write the comparison into, as a page. */
  readonly html?: string;
}

/** Flags of `bilancia compare`. */
export interface CompareFlags extends RunComparisonFlags {
  /** Whose requests alone are compared. */
  readonly tenant?: string;
}

/**
 * The options that flags ask for.
 * @throws bad-value when what nothing fails below is more than what a pass rules out
 */
export function optionsOf({ effect, minimumEffect, percentiles }: ComparisonFlags): GateOptions {
  const options = {
    ...defaultGateOptions,
    ...(effect === undefined ? {} : { effect }),
    ...(minimumEffect === undefined ? {} : { minimumEffect }),
    ...(percentiles === undefined ? {} : { percentiles }),
  };
  if (options.minimumEffect <= options.effect) return options;
  throw knownError('bad-value', {
    what: '--minimum-effect',
    given: inPercent(options.minimumEffect),
    expected: `at most --effect, which is ${inPercent(options.effect)}: nothing could fail that a pass does not rule out`,
  });
}

function inPercent(fraction: number): string {
  return String(Number((100 * fraction).toPrecision(12)));
}

/** `10` as 0.1. */
export function percentOf(what: string): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (given.trim() === '' || !(value > 0) || value > 1000)
      throw knownError('bad-value', { what, given, expected: 'a percentage above 0, such as 10' });
    return value / 100;
  };
}

/** `50,95` as 0.5 and 0.95. */
export function percentilesOf(given: string): number[] {
  const values = given.split(',').map(Number);
  if (given.trim() === '' || !values.every((value) => value > 0 && value < 100)) {
    const expected = 'percentiles between 0 and 100, such as 50,95,99';
    throw knownError('bad-value', { what: '--percentiles', given, expected });
  }
  return [...new Set(values)].map((value) => value / 100);
}

export const historyFlag = {
  history: {
    kind: 'parsed',
    parse: String,
    optional: true,
    variadic: true,
    brief: 'History folder or run of the past, which tells how much equal runs differ; repeatable',
    placeholder: 'folder',
  },
} as const;

export const htmlFlag = {
  html: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'File to draw it into as a page',
    placeholder: 'file',
  },
} as const;

export const comparisonFlags = {
  effect: {
    kind: 'parsed',
    parse: percentOf('--effect'),
    optional: true,
    brief: 'Slowdown in percent that a pass rules out (10)',
    placeholder: 'percent',
  },
  minimumEffect: {
    kind: 'parsed',
    parse: percentOf('--minimum-effect'),
    optional: true,
    brief: 'Slowdown in percent below which nothing fails (5)',
    placeholder: 'percent',
  },
  percentiles: {
    kind: 'parsed',
    parse: percentilesOf,
    optional: true,
    brief: 'Percentiles to compare, e.g. 50,95,99 (50,95)',
    placeholder: 'list',
  },
} as const;
