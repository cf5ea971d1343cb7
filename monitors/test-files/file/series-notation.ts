import type { TextError } from '../../../core/source/text-error.ts';
import type { Series } from '../../metrics/datapoint.ts';

export type SeriesResult =
  | { readonly ok: true; readonly values: Series }
  | { readonly ok: false; readonly error: TextError };

/** A slip such as `1x1000000000` should be a message and no memory that is full. */
const mostValues = 1_000_000;

const number = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const item = new RegExp(`^([+-]?${number})(?:([+-]${number}))?(?:x(\\d+))?$`);
const blank = /^_(?:x(\d+))?$/;
const forms =
  'values such as 5, -1.5e3, 1+0x6 (seven values), 4x2 (three), _ (none), _x3 (three times none) or stale';

/**
 * Reads a series in promtool's notation, oldest first: `a+bxn` is `a`, `a+b`, ..., `a+n*b`; `axn` is `n+1` times `a`;
 * `_` is no value, `_xn` is `n` times none. `stale` is no value either: CloudWatch knows no mark for the end of a
 * series. Histograms, NaN and infinities are not taken: CloudWatch does not take them.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function parseSeries(text: string): SeriesResult {
  const values: (number | null)[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const refused = append(values, word);
    if (refused !== undefined) return { ok: false, error: { text, offset: index, ...refused } };
  }
  if (values.length > 0) return { ok: true, values };
  return { ok: false, error: { text, offset: 0, problem: 'The series is empty', expected: forms } };
}

/** Adds the values of one word; what is wrong with it otherwise. */
function append(
  values: (number | null)[],
  word: string,
): { problem: string; expected: string } | undefined {
  const [isBlank, blanks] = blank.exec(word) ?? [];
  const [isItem, first, step, times] = item.exec(word) ?? [];
  if (word === 'stale') {
    values.push(null);
    return undefined;
  }
  if (isBlank === undefined && isItem === undefined)
    return { problem: `"${word}" is not a value of a series`, expected: forms };
  // `_xn` is n times, but `axn` is the first and n further ones: so it is in promtool.
  const count = isItem === undefined ? Number(blanks ?? 1) : Number(times ?? 0) + 1;
  if (step !== undefined && times === undefined)
    return { problem: `"${word}" does not say how often`, expected: `${word}x6 or the like` };
  if (values.length + count > mostValues)
    return {
      problem: `"${word}" makes the series too long`,
      expected: `at most ${mostValues} values`,
    };
  for (let n = 0; n < count; n += 1) {
    const value = isItem === undefined ? null : Number(first) + n * Number(step ?? 0);
    if (value !== null && !Number.isFinite(value))
      return { problem: `"${word}" is too large a number`, expected: forms };
    values.push(value);
  }
  return undefined;
}
