/**
 * JSON as PHP's `json_encode` writes it with slashes and Unicode unescaped: the two line separators that end a line
 * in JavaScript stay escaped, numbers JSON has no word for become their names, and what cannot be written is named by
 * its type instead of failing the log call.
 *
 * @param exception how errors inside the value are shown
 */
export function phpJson(value: unknown, exception: (error: Error) => unknown): string {
  const text = JSON.stringify(normalize(value, exception, 0));
  return text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** Monolog's limit; it also ends circles. */
const deepest = 9;

function normalize(value: unknown, exception: (error: Error) => unknown, depth: number): unknown {
  if (depth > deepest) return `Over ${deepest} levels deep, aborting normalization`;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'number':
      if (Number.isNaN(value)) return 'NaN';
      return Number.isFinite(value) ? value : `${value > 0 ? '' : '-'}INF`;
    case 'bigint':
      return String(value);
    case 'symbol':
    case 'function':
      return `[${typeof value}]`;
    case 'object':
      break;
  }
  if (value === null) return null;
  if (value instanceof Error) return normalize(exception(value), exception, depth + 1);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) return value.map((each) => normalize(each, exception, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, normalize(each, exception, depth + 1)]),
  );
}
