import { type Axis, columnsOf } from './axis.ts';

const bars = '▁▂▃▄▅▆▇█';

/** A row of values: one bar a column, blank where there is none, and the least and the largest value in words. */
export interface ValueRow {
  readonly bars: string;
  readonly range: string;
}

/** `valueOf` gives the value of a stretch of time, the end excluded. */
export function valueRow(
  axis: Axis,
  valueOf: (begin: number, end: number) => number | undefined,
): ValueRow {
  const values = columnsOf(axis).map(({ begin, end }) => valueOf(begin, end));
  const known = values.filter((value) => value !== undefined);
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const largest = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (known.length === 0) return { bars: '', range: 'no values' };
  return {
    bars: values.map((value) => barOf(value, least, largest)).join(''),
    range: least === largest ? plain(least) : `${plain(least)} to ${plain(largest)}`,
  };
}

function barOf(value: number | undefined, least: number, largest: number): string {
  if (value === undefined) return ' ';
  const share = largest > least ? (value - least) / (largest - least) : 0;
  return bars.charAt(Math.round(share * (bars.length - 1)));
}

/** Four digits say enough. */
function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
