import type { Series } from '../../metrics/datapoint.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';
import { array, finite, series, type Value } from '../values.ts';
import { arrayAt, keywordAt, scalarAt, seriesAt } from './arguments.ts';
import {
  keyword,
  oneArray,
  oneScalar,
  oneSeries,
  type Argument,
  type MathFunction,
  type Overload,
  type Parameter,
  type Surroundings,
} from './function.ts';

type Filler = (values: Series, surroundings: Surroundings) => Series;

function withSeries(filler: Series): Filler {
  return (values) => values.map((value, index) => value ?? filler[index] ?? null);
}

/** The latest value before the gap. */
const repeat: Filler = (values) => {
  let latest: number | null = null;
  return values.map((value) => {
    latest = value ?? latest;
    return latest;
  });
};

/** A straight line, over time, between the values before and after the gap. */
const linear: Filler = (values, { starts }) => {
  const filled = [...values];
  let before: number | undefined;
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    if (before !== undefined) draw(filled, starts, before, index);
    before = index;
  }
  return filled;
};

function draw(
  values: (number | null)[],
  starts: readonly number[],
  from: number,
  to: number,
): void {
  const first = values[from] ?? 0;
  const last = values[to] ?? 0;
  const begin = starts[from] ?? 0;
  const duration = (starts[to] ?? 0) - begin;
  for (let index = from + 1; index < to; index += 1) {
    const share = ((starts[index] ?? 0) - begin) / duration;
    values[index] = finite(first * (1 - share) + last * share);
  }
}

function overloads(
  by: Parameter,
  undocumented: readonly UndocumentedMathCode[],
  fillerOf: (args: readonly Argument[], surroundings: Surroundings) => Filler,
): readonly Overload[] {
  const fill = (values: Series, args: readonly Argument[], surroundings: Surroundings) =>
    fillerOf(args, surroundings)(values, surroundings);
  return [
    {
      parameters: [oneSeries, by],
      result: ['series'],
      undocumented,
      evaluate: (args, surroundings): Value => series(fill(seriesAt(args, 0), args, surroundings)),
    },
    {
      parameters: [oneArray, by],
      result: ['array'],
      undocumented,
      evaluate: (args, surroundings): Value =>
        array(arrayAt(args, 0).map((values) => fill(values, args, surroundings))),
    },
  ];
}

/** FILL(series or array, number | series | REPEAT | LINEAR) */
export const fill: MathFunction = {
  name: 'FILL',
  overloads: [
    ...overloads(oneScalar, [], (args, { starts }) =>
      withSeries(starts.map(() => scalarAt(args, 1))),
    ),
    ...overloads(oneSeries, [], (args) => withSeries(seriesAt(args, 1))),
    ...overloads(keyword('REPEAT', 'LINEAR'), ['ends-of-fill'], (args) =>
      keywordAt(args, 1) === 'REPEAT' ? repeat : linear,
    ),
  ],
};
