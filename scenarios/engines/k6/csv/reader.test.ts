import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { HistogramLine } from '../../../../core/statistics/histogram-line.ts';
import { createCsvReader } from './reader.ts';
import { header, read, request, t } from './testing/read-text.ts';

const point = (metric: string, value: string, { at = t, tags = '' } = {}): string =>
  `${metric},${at},${value},,,,,,,,,default,,,${tags},\n`;
const keysOf = (lines: readonly HistogramLine[]): string[] =>
  lines.map(({ t: second, name, outcome, n }) => `${second - t} ${name} ${outcome} ${n}`);

describe('requests', () => {
  test('are told apart by outcome: a refusal is a 409 that was expected', () => {
    const lines = [
      request('book'),
      request('book', { status: 409, code: '1409' }),
      request('book', { status: 409, code: '1409', expected: false }),
      request('book', { status: 503, code: '1503', expected: false }),
      request('book', { status: 0, code: '1050', expected: false, error: 'request timeout' }),
      request('book', { status: 0, code: '1050', expected: false, error: 'request timeout' }),
    ];
    const { histograms, summary } = read(`${header}\n${lines.join('')}`);
    expect(keysOf(histograms)).toEqual(['0 book ok 1', '0 book refused 1', '0 book failed 4']);
    expect(summary).toEqual({ records: 6, malformed: 0, truncated: false });
  });

  test('that are turned away as expected are no answers, and counted by status', () => {
    const lines = [
      request('book', { status: 429, code: '1429' }),
      request('book', { status: 503, code: '1503' }),
      request('book', { status: 503, code: '1503' }),
    ];
    const { histograms, failures, series } = read(`${header}\n${lines.join('')}`);
    expect(keysOf(histograms)).toEqual(['0 book shed 3']);
    expect(failures).toEqual([]);
    const counters = { 'requests_shed{status=429}': 1, 'requests_shed{status=503}': 2 };
    expect(series).toEqual([{ t, counters, gauges: {} }]);
  });

  test("are not what a script adds to k6's own metrics", () => {
    const lines = [
      request('book'),
      point('http_req_duration', '1.5'),
      point('http_req_duration', '2'),
    ];
    const { histograms, series } = read(`${header}\n${lines.join('')}`);
    expect(keysOf(histograms)).toEqual(['0 book ok 1']);
    expect(series).toEqual([{ t, counters: { no_requests: 2 }, gauges: {} }]);
  });

  test('of other protocols are counted by status', () => {
    const session = (status: string): string =>
      `ws_sessions,${t}000,1,,,,,,,,,default,${status},ws://a/,,\n`;
    const call = `grpc_req_duration,${t}000,1,,,,,,,,,default,14,a:1/b/c,,\n`;
    const lines = [session('101'), session('403'), session('403'), session(''), call];
    expect(read(`${header}\n${lines.join('')}`).series[0]?.counters).toEqual({
      'websocket_sessions{status=101}': 1,
      'websocket_sessions{status=403}': 2,
      'websocket_sessions{status=0}': 1,
      'grpc_calls{status=14}': 1,
    });
  });

  test('that failed are told with why, a line per second and reason', () => {
    const timeout = { status: 0, code: '1050', expected: false, error: 'request timeout' };
    const lines = [
      request('book', timeout),
      request('book', { ...timeout, error: 'said otherwise' }),
      request('book', { status: 503, code: '1503', expected: false }),
      request('book', { ...timeout, at: t + 1 }),
      request('search', { status: 200, expected: false }),
      request('search', { status: 0, expected: false }),
    ];
    const unavailable = { code: '1503', reason: 'HTTP 503 Service Unavailable', error: '' };
    const hung = { code: '1050', reason: 'request timeout', error: 'request timeout' };
    const unexpected = { reason: 'HTTP 200 OK, not expected by the script', error: '' };
    expect(read(`${header}\n${lines.join('')}`).failures).toEqual([
      { t, name: 'book', status: 0, ...hung, n: 2 },
      { t, name: 'book', status: 503, ...unavailable, n: 1 },
      { t, name: 'search', status: 200, ...unexpected, n: 1 },
      { t, name: 'search', status: 0, reason: 'no response', error: '', n: 1 },
      { t: t + 1, name: 'book', status: 0, ...hung, n: 1 },
    ]);
  });

  test('that failed in more ways than can be kept apart are still counted', () => {
    const lines = Array.from({ length: 1500 }, (_, index) =>
      request(`/page/${index}`, { status: 500, expected: false }),
    );
    const { failures } = read(`${header}\n${lines.join('')}`);
    expect(failures).toHaveLength(1001);
    expect(failures.reduce((sum, { n }) => sum + n, 0)).toBe(1500);
    expect(failures.find(({ n }) => n > 1)).toEqual({
      t,
      name: '(other requests)',
      status: 0,
      reason: 'other reasons',
      error: '',
      n: 500,
    });
  });

  test('of a script that tags less are judged by their status, and go by their URL', () => {
    const text = 'metric_name,timestamp,metric_value,status,url\n';
    const lines = [200, 404, 0].map((status) => `http_req_duration,${t},1.5,${status},/a\n`);
    const { histograms } = read(text + lines.join(''));
    expect(keysOf(histograms)).toEqual(['0 /a ok 1', '0 /a failed 2']);
    expect(histograms[0]?.sum).toBe(1500);
  });

  test('keep their names, whatever is in them', () => {
    const names = ['a, "b"', 'two\nlines', 'àèì €', ' spaces '];
    const lines = names.map((name) => request(`"${name.replaceAll('"', '""')}"`));
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(histograms.map(({ name }) => name)).toEqual(names);
  });

  test('of too many names are counted together', () => {
    const lines = Array.from({ length: 2100 }, (_, index) => request(`/page/${index}`));
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(histograms).toHaveLength(2001);
    expect(histograms.at(-1)).toMatchObject({ name: '(other requests)', n: 100 });
  });

  test.prop([
    fc.array(fc.tuple(fc.nat(40), fc.constantFrom('a', 'b', '"c,c"')), { maxLength: 200 }),
  ])('are counted once each, however late they come', (points) => {
    const lines = points.map(([later, name]) => request(name, { at: t + later }));
    const { histograms } = read(`${header}\n${lines.join('')}`);
    const counted = new Map<string, number>();
    for (const { t: second, name, n } of histograms) {
      counted.set(`${second} ${name}`, (counted.get(`${second} ${name}`) ?? 0) + n);
    }
    const expected = Object.entries(
      Object.groupBy(points, ([later, name]) => `${t + later} ${name.replaceAll('"', '')}`),
    ).map(([key, group]) => [key, group?.length] as const);
    expect(counted).toEqual(new Map(expected));
  });
});

describe('seconds', () => {
  test('are handed on when points ten seconds newer have come', () => {
    const seen: number[] = [];
    const sink = {
      histogram: (line: HistogramLine) => seen.push(line.t - t),
      trend: () => undefined,
      series: () => undefined,
      failure: () => undefined,
      host: () => undefined,
    };
    const reader = createCsvReader({ sink });
    const push = (at: number): void => reader.push(Buffer.from(request('a', { at: t + at })));
    reader.push(Buffer.from(`${header}\n`));
    for (const at of [0, 1, 10]) push(at);
    expect(seen).toEqual([]);
    push(11);
    expect(seen).toEqual([0]);
    reader.end();
    expect(seen).toEqual([0, 1, 10, 11]);
  });

  test('that jump about stay few', () => {
    const lines = Array.from({ length: 500 }, (_, index) => request('a', { at: t - index }));
    let handedOn = 0;
    const reader = createCsvReader({
      sink: {
        histogram: () => (handedOn += 1),
        trend: () => undefined,
        series: () => undefined,
        failure: () => undefined,
        host: () => undefined,
      },
    });
    reader.push(Buffer.from(`${header}\n${lines.join('')}`));
    expect(handedOn).toBeGreaterThanOrEqual(500 - 64);
    reader.end();
    expect(handedOn).toBe(500);
  });
});

describe('counters, gauges and trends', () => {
  test('are kept per second: added up, the last value, a histogram', () => {
    const lines = [
      point('http_reqs', '1.000000'),
      point('http_reqs', '2.000000'),
      point('vus', '10'),
      point('vus', '12'),
      point('bookings', '1.000000', { tags: 'tenant=riviera&outcome=acknowledged' }),
      point('bookings', '1.000000', { tags: 'outcome=refused' }),
      point('bookings', '1.000000'),
      point('by_scenario', '2.000000'),
      point('unasked', '1.000000'),
      point('think_lag', '3.250000'),
      point('http_reqs', '1.000000', { at: t + 1 }),
    ];
    const { histograms, trends, series } = read(`${header}\n${lines.join('')}`, {
      counters: [
        { name: 'bookings', splitBy: 'outcome' },
        { name: 'by_scenario', splitBy: 'scenario' },
      ],
      trends: [{ name: 'think_lag', as: 'lag' }],
    });
    expect(series).toEqual([
      {
        t,
        counters: {
          requests: 3,
          'bookings{outcome=acknowledged}': 1,
          'bookings{outcome=refused}': 1,
          bookings: 1,
          'by_scenario{scenario=default}': 2,
        },
        gauges: { virtual_users: 12 },
      },
      { t: t + 1, counters: { requests: 1 }, gauges: {} },
    ]);
    expect(histograms).toEqual([]);
    expect(trends).toEqual([
      { t, name: 'lag', n: 1, sum: 3250, min: 3250, max: 3250, b: [[809, 1]] },
    ]);
  });

  test('of the parts of a request are kept when wanted', () => {
    const { trends } = read(`${header}\n${point('http_req_waiting', '2')}`, {
      trends: [{ name: 'http_req_waiting' }],
    });
    expect(trends).toMatchObject([{ t, name: 'http_req_waiting', n: 1 }]);
  });
});

describe('a file that is not as it should be', () => {
  test('has its malformed lines counted, the first with line and reason', () => {
    const lines = [
      request('a'),
      'http_req_duration,17,\n',
      'rubbish\n',
      request('a', { value: 'slow' }),
      request('b'),
    ];
    const { histograms, summary } = read(`${header}\n${lines.join('')}`);
    expect(keysOf(histograms)).toEqual(['0 a ok 1', '0 b ok 1']);
    expect(summary).toMatchObject({
      records: 5,
      malformed: 3,
      firstMalformed: { line: 3, reason: 'http_req_duration: the value is ""' },
    });
  });

  test.each([
    ['the time', request('a').replace(`${t}000`, 'noon'), 'http_req_duration: the time is "noon"'],
    [
      'a field too few',
      request('a').replace(',,\n', ',\n'),
      'http_req_duration: 15 fields instead of 16',
    ],
    [
      'a field too many',
      request('a').replace(',,\n', ',,,\n'),
      'http_req_duration: 17 fields instead of 16',
    ],
    [
      'quoted, a field too few',
      request('"a"').replace(',,\n', ',\n'),
      'http_req_duration: 15 fields instead of 16',
    ],
    ['nothing but a name', 'vus\n', 'there is no comma in it'],
    ['no value', `vus,${t}\n`, 'vus: 2 fields instead of 16'],
  ])('is told by %s', (_, line, reason) => {
    const { histograms, summary } = read(`${header}\n${line}`);
    expect(histograms).toEqual([]);
    expect(summary.firstMalformed).toEqual({ line: 2, reason });
  });

  test('is used up to a last line that was cut short', () => {
    const { histograms, summary } = read(`${header}\n${request('a')}${request('b').slice(0, -5)}`);
    expect(keysOf(histograms)).toEqual(['0 a ok 1']);
    expect(summary).toMatchObject({ truncated: true, malformed: 0 });
  });

  test('may have Windows ends of line, empty lines and its header again', () => {
    const text = `${header}\n${request('a')}\n${header}\n${request('a')}`.replaceAll('\n', '\r\n');
    expect(read(text)).toMatchObject({
      histograms: [{ n: 2 }],
      summary: { records: 2, malformed: 0 },
    });
  });

  test('is refused when it does not begin as k6 begins', () => {
    expect(() => read('time,value\n1,2\n', { source: 'their.csv' })).toThrow(
      'Engine output their.csv cannot be used: its first line does not begin with metric_name,timestamp,metric_value. Expected a CSV file as k6 writes it with --out csv.',
    );
  });
});
