import type { TextError } from '../../../core/source/text-error.ts';
import type { Expression, Node } from '../ast.ts';
import { Rejection, rejectable } from '../../source/rejection.ts';
import { possibleKinds } from '../types/check.ts';
import { parseWhole } from './grammar.ts';
import { peek, tokensOf } from './tokens.ts';

/** A parsed expression, or why and where it is rejected. */
export type ExpressionResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly error: TextError };

/**
 * Parses what the `expression` of a query may hold: metric math, or a Metrics Insights query, which begins with SELECT
 * and is not taken apart. Function names, numbers of arguments and their types are checked as far as the text alone
 * tells: an id may stand for anything. Never throws; linear in the text.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @example
 *   const result = parseExpression('100 * errors / requests');
 *   if (!result.ok) console.log(renderTextError(result.error));
 */
export function parseExpression(text: string): ExpressionResult {
  if (/^\s*SELECT\s+\w+\s*\(/i.test(text))
    return { ok: true, expression: { language: 'metrics-insights', text } };
  const parsed = rejectable(text, () => parse(text));
  return parsed.ok
    ? { ok: true, expression: { language: 'metric-math', text, root: parsed.value } }
    : parsed;
}

function parse(text: string): Node {
  const tokens = tokensOf(text);
  if (peek(tokens).kind === 'end')
    throw new Rejection(0, 'the expression is empty', 'metric math, such as m1 / m2');
  const root = parseWhole(tokens);
  possibleKinds(root, {});
  return root;
}
