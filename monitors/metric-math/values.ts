import type { Series } from '../metrics/datapoint.ts';

/** AWS's types: scalar number (S), time series (TS), array of time series (TS[]). */
export const valueKinds = ['scalar', 'series', 'array'] as const;
export type ValueKind = (typeof valueKinds)[number];

/** What a part of an expression comes to. A scalar is null when it is a statistic of nothing. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number | null }
  | { readonly kind: 'series'; readonly values: Series }
  | { readonly kind: 'array'; readonly series: readonly Series[] };

/** What a kind is called in messages. */
export const kindNames: Readonly<Record<ValueKind, string>> = {
  scalar: 'a scalar number',
  series: 'a time series',
  array: 'an array of time series',
};

export function scalar(value: number | null): Value {
  return { kind: 'scalar', value };
}

export function series(values: Series): Value {
  return { kind: 'series', values };
}

export function array(all: readonly Series[]): Value {
  return { kind: 'array', series: all };
}

/** The number, or null where it is not valid: a point divided by zero is dropped. Never gives a negative zero. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** The datapoints that exist. */
export function present(values: Series): number[] {
  return values.filter((value) => value !== null);
}
