import { nearest } from '../../../core/nearest.ts';
import type { Node } from '../ast.ts';
import { functionNames } from '../functions/names.ts';
import { Rejection } from '../../source/rejection.ts';
import type { Token } from './lexer.ts';

/**
 * A word: a call, an id, a boolean, or else a keyword, which the type check knows or not. Ids begin with a lower-case letter, and functions and keywords are
 * written in upper case: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseName(
  { text, offset }: Token,
  called: boolean,
  parseArguments: () => readonly Node[],
): Node {
  if (text.toUpperCase() === 'NOT')
    throw new Rejection(
      offset,
      `"${text}" is not an operator`,
      'a comparison with 0 such as m1 == 0, or "!="',
    );
  if (called) {
    if (!functionNames.has(text)) throw unknownFunction(text, offset);
    return { kind: 'call', name: text, arguments: parseArguments(), offset };
  }
  if (text === 'true' || text === 'false')
    return { kind: 'boolean', value: text === 'true', offset };
  if (/^[a-z]/.test(text)) return { kind: 'reference', id: text, offset };
  return { kind: 'keyword', name: text, offset };
}

/** What other languages call some functions. */
const synonyms: Readonly<Record<string, string>> = {
  AVERAGE: 'AVG',
  COUNT: 'DATAPOINT_COUNT',
  MAXIMUM: 'MAX',
  MEAN: 'AVG',
  MINIMUM: 'MIN',
  STDEV: 'STDDEV',
};

function unknownFunction(text: string, offset: number): Rejection {
  const upper = text.toUpperCase();
  if (functionNames.has(upper))
    return new Rejection(
      offset,
      `"${text}" is not a function`,
      `${upper}: functions are written in upper case`,
    );
  const meant = synonyms[upper] ?? nearest(upper, [...functionNames]);
  return new Rejection(
    offset,
    `"${text}" is not a function`,
    meant ?? 'a function of metric math, such as SUM',
  );
}
