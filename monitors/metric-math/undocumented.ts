/**
 * What AWS's description of metric math leaves open, and the choice made here. `expressionFacts` names the codes that an
 * expression rests on, so that nobody takes a choice for a fact.
 */
export const undocumentedMath = {
  'mixed-and-or': 'Without parentheses, AND binds tighter than OR.',
  'chained-comparison':
    'Comparisons in a row are taken from the left: `1 < m1 < 5` is `(1 < m1) < 5`.',
  'power-order': '`2 ^ 3 ^ 2` is `2 ^ (3 ^ 2)`.',
  'negated-power': '`-m1 ^ 2` is `-(m1 ^ 2)`.',
  'not-a-number':
    'A datapoint whose result is not a finite number (a logarithm of 0, a root of a negative number) is dropped, as one divided by 0 is.',
  'statistic-of-nothing':
    'MAX, MIN and STDDEV of a series without datapoints have no value, and nothing computed from them has one.',
  'count-of-nothing':
    'DATAPOINT_COUNT of an array has no datapoint in a period in which no series has one.',
  'missing-in-extremes': 'MAX, MIN and STDDEV of an array look only at the datapoints that exist.',
  'standard-deviation': 'STDDEV divides by the number of datapoints (population), not by one less.',
  'gaps-in-running-sum': 'RUNNING_SUM has no datapoint where its series has none.',
  'ends-of-fill':
    'FILL with REPEAT leaves a gap at the start, and with LINEAR one at the start or the end, because no value is there to fill from.',
  'slice-of-one':
    'SLICE gives an array of time series, even of one; AWS lists a single series as well and does not say when.',
  'order-of-equals':
    'SORT keeps the order of series that are equal, and by MIN or MAX puts series without datapoints last.',
  'first-of-none': 'FIRST and LAST of an array without series give a series without datapoints.',
  'text-escapes':
    'A backslash in a text keeps the next character from ending it, and stays in the text.',
} as const;

export type UndocumentedMathCode = keyof typeof undocumentedMath;
