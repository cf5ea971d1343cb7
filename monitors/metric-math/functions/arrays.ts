import type { Series } from '../../metrics/datapoint.ts';
import { array, present, scalar, series } from '../values.ts';
import { arrayAt, keywordAt, scalarAt, textAt } from './arguments.ts';
import { keyword, oneArray, oneScalar, text, type MathFunction } from './function.ts';
import { statisticOf } from './statistics.ts';

/** FIRST and LAST: the series at one end of an array. */
function end(name: string, index: 0 | -1): MathFunction {
  return {
    name,
    overloads: [
      {
        parameters: [oneArray],
        result: ['series'],
        undocumented: ['first-of-none'],
        evaluate: (args, { starts }) =>
          series(arrayAt(args, 0).at(index) ?? starts.map(() => null)),
      },
    ],
  };
}

/** From the first (inclusive, from 0) to the second (exclusive). */
const slice: MathFunction = {
  name: 'SLICE',
  overloads: [
    {
      parameters: [oneArray, oneScalar],
      optional: [oneScalar],
      result: ['array'],
      undocumented: ['slice-of-one'],
      evaluate: (args) => {
        const all = arrayAt(args, 0);
        const bound = (index: number) => Math.max(0, scalarAt(args, index) ?? 0);
        return array(all.slice(bound(1), args.length > 2 ? bound(2) : all.length));
      },
    },
  ],
};

/** SORT(array, AVG | MIN | MAX | SUM, ASC | DESC, limit) */
const sort: MathFunction = {
  name: 'SORT',
  overloads: [
    {
      parameters: [oneArray, keyword('AVG', 'MIN', 'MAX', 'SUM'), keyword('ASC', 'DESC')],
      optional: [oneScalar],
      result: ['array'],
      undocumented: ['order-of-equals'],
      evaluate: (args) => {
        const sorted = sortBy(
          arrayAt(args, 0),
          keyOf(keywordAt(args, 1)),
          keywordAt(args, 2) === 'DESC' ? -1 : 1,
        );
        const limit = args.length > 3 ? Math.max(0, scalarAt(args, 3) ?? 0) : sorted.length;
        return array(sorted.slice(0, limit));
      },
    },
  ],
};

function keyOf(name: string): (values: Series) => number | null {
  if (name !== 'AVG' && name !== 'MIN' && name !== 'MAX' && name !== 'SUM')
    throw new TypeError(`SORT knows no ${name}`);
  return (values) => statisticOf(name, values);
}

function sortBy(
  all: readonly Series[],
  key: (values: Series) => number | null,
  direction: 1 | -1,
): readonly Series[] {
  return all
    .map((values) => ({ values, rank: key(values) }))
    .toSorted((left, right) =>
      left.rank === null || right.rank === null
        ? Number(left.rank === null) - Number(right.rank === null)
        : direction * (left.rank - right.rank),
    )
    .map(({ values }) => values);
}

/** The metrics of the request, without expressions; with a text, those whose id contains it. */
const metrics: MathFunction = {
  name: 'METRICS',
  overloads: [
    {
      parameters: [],
      optional: [text],
      result: ['array'],
      evaluate: (args, surroundings) => {
        const part = args.length === 0 ? '' : textAt(args, 0);
        return array(
          surroundings.metrics.filter(({ id }) => id.includes(part)).map(({ values }) => values),
        );
      },
    },
  ],
};

/** FIRST, LAST, METRIC_COUNT, METRICS, REMOVE_EMPTY, SLICE and SORT. */
export const arrays: readonly MathFunction[] = [
  end('FIRST', 0),
  end('LAST', -1),
  slice,
  sort,
  metrics,
  {
    name: 'METRIC_COUNT',
    overloads: [
      {
        parameters: [oneArray],
        result: ['scalar'],
        evaluate: (args) => scalar(arrayAt(args, 0).length),
      },
    ],
  },
  {
    name: 'REMOVE_EMPTY',
    overloads: [
      {
        parameters: [oneArray],
        result: ['array'],
        evaluate: (args) => array(arrayAt(args, 0).filter((values) => present(values).length > 0)),
      },
    ],
  },
];
