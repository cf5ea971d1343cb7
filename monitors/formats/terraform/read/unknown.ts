import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields } from '../../source/record.ts';

/**
 * The values of a resource with a text such as `${aws_cloudwatch_metric_alarm.cpu.threshold}` where the value is known
 * after apply only. What the configuration does not set, and the provider will choose, stays out.
 */
export function withPlaceholders(
  values: Fields,
  unknown: Fields,
  expressions: Fields,
  address: string,
  onPlaceholder: (name: string) => void,
): Fields {
  return fieldsOf(merge(values, unknown, expressions, address));

  function merge(value: unknown, missing: unknown, expression: unknown, path: string): unknown {
    if (missing === true) {
      if (expression === undefined) return undefined;
      onPlaceholder(path);
      return `\${${path}}`;
    }
    if (Array.isArray(missing)) {
      const items = Array.isArray(value) ? value : [];
      return missing.map((part, at) =>
        merge(items[at], part, blockOf(expression), `${path}[${at}]`),
      );
    }
    if (!isFields(missing)) return value;
    const known = fieldsOf(value);
    const keys = [...new Set([...Object.keys(known), ...Object.keys(missing)])];
    return Object.fromEntries(
      keys.map((key) => [
        key,
        merge(known[key], missing[key], partOf(expression, key), `${path}.${key}`),
      ]),
    );
  }
}

/** Blocks are in another order than their values: an argument counts as set when any of them sets it. */
function blockOf(expression: unknown): unknown {
  return Array.isArray(expression) ? Object.assign({}, ...expression.filter(isFields)) : expression;
}

/** One expression may stand for a whole map or list. */
function partOf(expression: unknown, key: string): unknown {
  if (!isFields(expression)) return expression;
  return 'references' in expression || 'constant_value' in expression
    ? expression
    : expression[key];
}
