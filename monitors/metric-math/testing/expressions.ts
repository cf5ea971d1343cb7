import { fc } from '@fast-check/vitest';

/** Ids of series that random expressions use. */
export const ids = ['m1', 'm2', 'errors_4xx'] as const;

const number = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(String),
  fc.constantFrom('0.5', '1e3', '2.5E-1', '.25'),
);
const space = fc.constantFrom('', ' ', '\n');

/** One depth for all three kinds: they contain one another. */
const depth = { maxDepth: 3, depthIdentifier: 'metric-math', withCrossShrink: true };

/** No interface, which would lack the index signature that letrec asks for. */
type Texts = {
  readonly scalar: string;
  readonly series: string;
  readonly array: string;
};

function call(name: string, ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...args).map((texts) => `${name}(${texts.join(', ')})`);
}

function binary(
  left: fc.Arbitrary<string>,
  operators: readonly string[],
  right: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(left, space, fc.constantFrom(...operators), space, right)
    .map(([a, before, operator, after, b]) =>
      /[A-Z]/.test(operator) ? `${a} ${operator} ${b}` : `${a}${before}${operator}${after}${b}`,
    );
}

const arithmetic = ['+', '-', '*', '/', '^'];
const logical = ['==', '!=', '<', '>', '<=', '>=', 'AND', 'OR', '&&', '||'];

function parenthesized(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return inner.map((text) => `(${text})`);
}

const tied = fc.letrec<Texts>((tie) => {
  const [scalar, series, array] = [tie('scalar'), tie('series'), tie('array')];
  const each = ['ABS', 'CEIL', 'FLOOR', 'LOG', 'LOG10', 'DIFF', 'DIFF_TIME', 'RATE', 'RUNNING_SUM'];
  const statistics = ['AVG', 'MAX', 'MIN', 'STDDEV', 'SUM', 'DATAPOINT_COUNT'];
  const clock = ['MINUTE', 'HOUR', 'DAY', 'DATE', 'MONTH', 'YEAR', 'EPOCH'];
  const filler = fc.oneof(scalar, series, fc.constantFrom('REPEAT', 'LINEAR'));
  const oneOf = (names: readonly string[], argument: fc.Arbitrary<string>) =>
    fc.oneof(...names.map((name) => call(name, argument)));
  return {
    scalar: fc.oneof(
      depth,
      number,
      parenthesized(binary(scalar, [...arithmetic, ...logical], scalar)),
      oneOf(statistics, series),
      call('METRIC_COUNT', array),
      call('PERIOD', fc.constantFrom(...ids)),
      scalar.map((text) => `(-${text})`),
    ),
    series: fc.oneof(
      depth,
      fc.constantFrom(...ids),
      parenthesized(binary(series, [...arithmetic, ...logical], series)),
      parenthesized(binary(series, [...arithmetic, ...logical], scalar)),
      parenthesized(binary(scalar, [...arithmetic, ...logical], series)),
      oneOf(each, series),
      oneOf(statistics, array),
      oneOf(clock, series),
      call('FILL', series, filler),
      call('IF', series, fc.oneof(scalar, series)),
      call('IF', series, fc.oneof(scalar, series), fc.oneof(scalar, series)),
      call('IF', scalar, series, series),
      call('TIME_SERIES', scalar),
      oneOf(['FIRST', 'LAST'], array),
      series.map((text) => `-${text}`),
    ),
    array: fc.oneof(
      depth,
      fc.constantFrom('METRICS()', 'METRICS("4xx")', "METRICS('none')"),
      fc
        .array(fc.oneof(series, array), { minLength: 1, maxLength: 3 })
        .map((items) => `[${items.join(',')}]`),
      parenthesized(binary(array, arithmetic, fc.oneof(scalar, series))),
      oneOf(each, array),
      call('REMOVE_EMPTY', array),
      call('SLICE', array, scalar),
      call('SLICE', array, scalar, scalar),
      call('SORT', array, fc.constantFrom('AVG', 'MIN'), fc.constantFrom('ASC', 'DESC'), scalar),
      call('FILL', array, filler),
    ),
  };
});

/** Texts of metric math that give a series, over the metrics `ids`. */
export const anySeries: fc.Arbitrary<string> = tied.series;

/** Some values, some gaps. */
export const values = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), {
  minLength: 5,
  maxLength: 5,
});
