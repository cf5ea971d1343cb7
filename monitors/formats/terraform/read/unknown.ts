import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields } from '../../source/record.ts';

/**
 * The values of a resource with a text such as `${aws_cloudwatch_metric_alarm.cpu.threshold}` where the value is known
 * after apply only. What the configuration does not set, and the provider will choose, stays out.
 */
export function withPlaceholders(
  values: Fields,
  unknown: Fields,
  expressions: Fields | undefined,
  address: string,
  onPlaceholder: (text: string) => void,
  onUnset: (argument: string) => void,
): Fields {
  return fieldsOf(merge(values, unknown, expressions ?? assumedExpressions(unknown), address));

  function merge(value: unknown, missing: unknown, expression: unknown, path: string): unknown {
    if (missing === true) {
      const argument = path.slice(path.lastIndexOf('.') + 1);
      // A name that the provider makes up, of a prefix or without, is unknown like one that is set.
      const isGiven = expression !== undefined || path === `${address}.name`;
      if (!isGiven || argument === 'tags') return undefined;
      if (chosen.has(argument)) {
        onUnset(argument);
        return undefined;
      }
      const text = `\${${path}}`;
      onPlaceholder(text);
      // Of a whole map not even the keys are known.
      if (argument === 'dimensions') return { [text]: text };
      return lists.has(argument) ? [text] : text;
    }
    if (Array.isArray(missing)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      // A set of texts is given without those that are not known, so that positions say nothing.
      if (missing.every((part) => typeof part === 'boolean'))
        return [
          ...items.filter((item) => item !== null),
          ...missing.flatMap((part, at) =>
            part ? [merge(undefined, true, blockOf(expression), `${path}[${at}]`)] : [],
          ),
        ].filter((item) => item !== undefined);
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

/** Arguments that the provider chooses when they are not set. */
const chosen = new Set([
  'apply_on_transformed_logs',
  'evaluate_low_sample_count_percentiles',
  'region',
]);

/** Arguments that hold several texts. */
const lists = new Set(['alarm_actions', 'alarm_names', 'insufficient_data_actions', 'ok_actions']);

/** Without the configuration, what is not known counts as set, but for what the provider usually chooses. */
function assumedExpressions(unknown: Fields): Fields {
  const names = Object.keys(unknown).filter((name) => !chosen.has(name));
  return Object.fromEntries(names.map((name) => [name, { references: [] }]));
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
