import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Observation } from './observation.ts';
import type { MetricFilter } from '../definitions/metric-filter.ts';
import { numberIn } from './filter-values.ts';
import { createLogFeed } from './log-feed.ts';

const begin = Date.UTC(2026, 0, 1);
const minute = 60_000;

function filter(
  pattern: string,
  transformation: Partial<MetricFilter['transformation']> = {},
): MetricFilter {
  return {
    kind: 'metric-filter',
    name: 'f',
    logGroup: 'app',
    pattern,
    transformation: { namespace: 'App', metricName: 'M', value: '1', ...transformation },
  };
}

/** What lines of the minutes 0, 1, ... publish: `minute: value xcount unit {dimensions}`. */
function publishedBy(
  given: MetricFilter,
  ...minutes: readonly (readonly string[])[]
): { published: string[]; notes: string[] } {
  const observations: Observation[] = [];
  const notes: string[] = [];
  const feed = createLogFeed(
    [given],
    (observation) => observations.push(observation),
    (note) => notes.push(note),
  );
  for (const [index, lines] of minutes.entries())
    for (const message of lines)
      feed.add({ at: begin + index * minute + 30_000, logGroup: 'app', message });
  feed.flush(begin + minutes.length * minute);
  const published = observations.map(({ at, value, count, unit, dimensions }) =>
    [
      `${(at - begin) / minute}: ${value}`,
      `x${count ?? 1}`,
      unit,
      dimensions === undefined ? undefined : JSON.stringify(dimensions),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
  return { published, notes };
}

describe('a metric filter', () => {
  it('counts the lines that match, one datapoint a minute', () => {
    expect(
      publishedBy(filter('ERROR'), ['ERROR a', 'ok', 'ERROR b'], [], ['ERROR c']).published,
    ).toEqual(['0: 1 x2', '2: 1 x1']);
  });

  it('publishes its default in a minute with lines of which none matches, and nothing without lines', () => {
    const given = filter('ERROR', { defaultValue: 0, unit: 'Count' });
    expect(publishedBy(given, ['ok'], [], ['ERROR'], ['ok', 'ok']).published).toEqual([
      '0: 0 x1 Count',
      '2: 1 x1 Count',
      '3: 0 x1 Count',
    ]);
  });

  it('takes values from fields and properties, and nothing that is no number', () => {
    const json = filter('{ $.ms = * }', { value: '$.ms' });
    expect(
      publishedBy(json, [
        '{"ms": 1.5}',
        '{"ms": "2"}',
        '{"ms": "fast"}',
        '{"ms": "3ms"}',
        '{"ms": true}',
      ]).published,
    ).toEqual(['0: 1.5 x1', '0: 2 x1']);
    const delimited = filter('[ip, method, bytes > 0]', { value: '$bytes' });
    expect(publishedBy(delimited, ['1.2.3.4 GET 17', '1.2.3.4 GET -']).published).toEqual([
      '0: 17 x1',
    ]);
  });

  it('does not take its default when a line matched but gave no number', () => {
    const given = filter('{ $.a = 1 }', { value: '$.ms', defaultValue: 0 });
    expect(publishedBy(given, ['{"a": 1}']).published).toEqual([]);
    expect(publishedBy(given, ['{"a": 2}']).published).toEqual(['0: 0 x1']);
  });

  it('gives dimensions, and nothing for a line that lacks the field of one', () => {
    const given = filter('{ $.level = 500 }', { dimensions: { Tenant: '$.tenant' } });
    expect(
      publishedBy(given, [
        '{"level":500,"tenant":"a"}',
        '{"level":500}',
        '{"level":400,"tenant":"b"}',
      ]).published,
    ).toEqual(['0: 1 x1 {"Tenant":"a"}']);
  });

  it('with dimensions has no default, and says so', () => {
    const given = filter('{ $.level = 500 }', {
      dimensions: { Tenant: '$.tenant' },
      defaultValue: 0,
    });
    expect(publishedBy(given, ['{"level":400}'])).toEqual({
      published: [],
      notes: ['metric filter "f" has dimensions, so its default value is never published.'],
    });
  });

  it('with dimensions but an unstructured pattern publishes nothing, and says so', () => {
    expect(publishedBy(filter('ERROR', { dimensions: { A: '$a' } }), ['ERROR'])).toEqual({
      published: [],
      notes: [
        'metric filter "f" publishes nothing: only JSON and space-delimited patterns support dimensions.',
      ],
    });
  });

  it('that makes more than a thousand dimension values in an hour says once that AWS may disable it', () => {
    const given = filter('{ $.t = * }', { dimensions: { Tenant: '$.t' } });
    const lines = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `{"t":"t${from + index}"}`);
    expect(publishedBy(given, lines(0, 1000)).notes).toEqual([]);
    expect(publishedBy(given, lines(0, 600), lines(600, 600)).notes).toEqual([
      'metric filter "f" produced more than 1000 different dimension values within an hour: AWS may disable it.',
    ]);
  });

  it('reads only its own log group', () => {
    const observations: Observation[] = [];
    const feed = createLogFeed(
      [filter('')],
      (observation) => observations.push(observation),
      () => {},
    );
    feed.add({ at: begin, logGroup: 'other', message: 'x' });
    feed.flush(begin + minute);
    expect(observations).toEqual([]);
  });

  it.each([
    ['1', 1],
    ['-1.5e3', -1500],
    [' .5 ', 0.5],
    ['1.', 1],
    ['0x10', undefined],
    ['1ms', undefined],
    ['', undefined],
    ['Infinity', undefined],
    ['1e999', undefined],
  ])('takes %j for the number %s', (text, value) => {
    expect(numberIn(text)).toBe(value);
  });

  const line = fc.constantFrom('ERROR a', 'ok', 'b ERROR', '{"ms": 5}', '');
  const given = fc.constantFrom(
    filter('ERROR', { defaultValue: 0 }),
    filter('{ $.ms = * }', { value: '$.ms' }),
    filter('-ERROR'),
  );

  property.prop([
    given,
    fc.array(fc.array(line, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
  ])('publishes the same for lines one by one and for a buffer of them', (ofRun, minutes) => {
    const oneByOne = publishedBy(ofRun, ...minutes).published;
    const observations: Observation[] = [];
    const feed = createLogFeed(
      [ofRun],
      (observation) => observations.push(observation),
      () => {},
    );
    for (const [index, lines] of minutes.entries())
      feed.addBatch({
        at: begin + index * minute,
        logGroup: 'app',
        lines: Buffer.from(`${lines.join('\n')}\n`),
      });
    feed.flush(begin + minutes.length * minute);
    expect(
      observations.map(
        ({ at, value, count }) => `${(at - begin) / minute}: ${value} x${count ?? 1}`,
      ),
    ).toEqual(oneByOne);
  });
});
