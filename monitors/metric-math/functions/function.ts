import type { Series } from '../../metrics/datapoint.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';
import type { Value, ValueKind } from '../values.ts';

/** What a function takes in one place. */
export type Parameter =
  | { readonly kind: 'value'; readonly of: readonly ValueKind[] }
  /** The id of a metric, not of an expression. */
  | { readonly kind: 'metric' }
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'keyword'; readonly names: readonly string[] }
  /** A text, a number or a boolean. */
  | { readonly kind: 'literal' };

/** What a call hands over: a value, or what stands in the text. */
export type Argument =
  | Value
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts' }
  | { readonly kind: 'keyword'; readonly name: string }
  | { readonly kind: 'boolean' };

/** What a function may know besides its arguments. */
export interface Surroundings {
  /** When each period begins, milliseconds since 1970, oldest first. */
  readonly starts: readonly number[];
  /** Seconds of a period. */
  readonly period: number;
  /** The metrics of the request in their order, without expressions. */
  readonly metrics: readonly { readonly id: string; readonly values: Series }[];
  /** The band of the query that is evaluated. */
  readonly band?: Band | undefined;
}

/** An anomaly model's band, one value a period. */
export interface Band {
  readonly lower: Series;
  readonly upper: Series;
}

/** One way to call a function. */
export interface Overload {
  readonly parameters: readonly Parameter[];
  readonly optional?: readonly Parameter[];
  /** Further arguments, all alike. */
  readonly rest?: { readonly parameter: Parameter; readonly most: number };
  /** More than one where only AWS knows how many series come back. */
  readonly result: readonly ValueKind[];
  /** Where AWS is silent about this way to call it. */
  readonly undocumented?: readonly UndocumentedMathCode[];
  readonly evaluate: (args: readonly Argument[], surroundings: Surroundings) => Value;
}

/** A function of metric math: one entry of the table in `table.ts`. */
export interface MathFunction {
  readonly name: string;
  readonly overloads: readonly Overload[];
}

export const oneScalar: Parameter = { kind: 'value', of: ['scalar'] };
export const oneSeries: Parameter = { kind: 'value', of: ['series'] };
export const oneArray: Parameter = { kind: 'value', of: ['array'] };
export const scalarOrSeries: Parameter = { kind: 'value', of: ['scalar', 'series'] };
export const text: Parameter = { kind: 'text' };

export function keyword(...names: readonly string[]): Parameter {
  return { kind: 'keyword', names };
}

/** What only AWS can compute; whoever evaluates reports the reason. */
export class Unavailable extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
