import { offlineRule } from '../rule/make-rule.ts';

/**
 * Last words of names whose values are as many as there are requests, people or moments. Names are split into words
 * first, so that `clientIp` and `client_ip` are caught and `ship` is not.
 */
const manyValued: ReadonlySet<string> = new Set(
  (
    'address agent booking cookie correlation date datetime duration email guest guid hash ip latency line message ' +
    'msg path pid phone query referer referrer request reservation sequence session sid span stack stacktrace text ' +
    'time timestamp token trace transaction uri url user username uuid visitor'
  ).split(' '),
);

/** What there are many of, once `id` or `number` comes after it. */
const counted: ReadonlySet<string> = new Set([
  ...manyValued,
  ...'account batch card cart client container customer device event invoice job order payment pod process quote task thread'.split(
    ' ',
  ),
]);
const identifiers: ReadonlySet<string> = new Set(['id', 'key', 'no', 'number']);

export const highCardinalityDimension = offlineRule(
  'high-cardinality-dimension',
  function* (context) {
    for (const filter of context.all('metric-filter'))
      for (const [name, value] of Object.entries(filter.transformation.dimensions ?? {})) {
        if (!isManyValued(name) && !isManyValued(value)) continue;
        yield {
          about: filter,
          summary: `Dimension ${name} (${value}) may take a new value with every request or visitor.`,
          details:
            'Each value is a separate metric with its own cost, and 1,000 different values within an hour may ' +
            'disable the filter. Count without it and look the values up with Logs Insights.',
        };
      }
  },
);

function isManyValued(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const [last, before] = [words.at(-1) ?? '', words.at(-2) ?? ''];
  return (
    manyValued.has(last) || (identifiers.has(last) && counted.has(before)) || squeezed.has(last)
  );
}

/** The same as one word, as fields are often named. */
const squeezed: ReadonlySet<string> = new Set(
  'requestid sessionid userid traceid spanid clientip remoteaddr remoteip ipaddress useragent bookingid'.split(
    ' ',
  ),
);
