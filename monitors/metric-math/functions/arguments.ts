import type { Series } from '../../metrics/datapoint.ts';
import type { Argument } from './function.ts';

/**
 * Arguments by their place. The overload that was chosen says what stands there; anything else is a defect of ours, and
 * throws a TypeError.
 */
export function seriesAt(args: readonly Argument[], index: number): Series {
  const argument = args[index];
  if (argument?.kind !== 'series') throw mismatch('a time series', argument);
  return argument.values;
}

export function arrayAt(args: readonly Argument[], index: number): readonly Series[] {
  const argument = args[index];
  if (argument?.kind !== 'array') throw mismatch('an array of time series', argument);
  return argument.series;
}

export function scalarAt(args: readonly Argument[], index: number): number | null {
  const argument = args[index];
  if (argument?.kind !== 'scalar') throw mismatch('a scalar', argument);
  return argument.value;
}

export function textAt(args: readonly Argument[], index: number): string {
  const argument = args[index];
  if (argument?.kind !== 'text') throw mismatch('a string', argument);
  return argument.text;
}

export function keywordAt(args: readonly Argument[], index: number): string {
  const argument = args[index];
  if (argument?.kind !== 'keyword') throw mismatch('a keyword', argument);
  return argument.name;
}

function mismatch(expected: string, argument: Argument | undefined): TypeError {
  return new TypeError(`Expected ${expected}, got ${argument?.kind ?? 'nothing'}`);
}
