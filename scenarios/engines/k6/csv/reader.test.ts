import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { HistogramLine, TrendLine } from '../../../../core/statistics/histogram-line.ts';
import type { SeriesLine } from '../../../../core/run-folder/files/series.ts';
import type { FailureLine } from '../../../../core/run-folder/files/failures.ts';
import { type CsvReaderOptions, type CsvSummary, createCsvReader } from './reader.ts';

const header =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,status,url,extra_tags,metadata';
const t = 1_795_377_761;

interface Read {
  readonly histograms: HistogramLine[];
  readonly trends: TrendLine[];
  readonly series: SeriesLine[];
  readonly failures: FailureLine[];
  readonly summary: CsvSummary;
}

function read(text: string, options: Omit<CsvReaderOptions, 'sink'> = {}): Read {
  const histograms: HistogramLine[] = [];
  const trends: TrendLine[] = [];
  const series: SeriesLine[] = [];
  const failures: FailureLine[] = [];
  const sink = {
    histogram: (line: HistogramLine) => histograms.push(line),
    trend: (line: TrendLine) => trends.push(line),
    series: (line: SeriesLine) => series.push(line),
    failure: (line: FailureLine) => failures.push(line),
  };
  const reader = createCsvReader({ ...options, sink });
  reader.push(Buffer.from(text));
  return { histograms, trends, series, failures, summary: reader.end() };
}

/** A request's line, 1 ms long unless told otherwise. */
function request(
  name: string,
  { status = 200, expected = true, code = '', at = t, error = '', value = '1.000000' } = {},
): string {
  return `http_req_duration,${at}000,${value},,${error},${code},${expected},,GET,${name},HTTP/1.1,default,${status},${name},,\n`;
}
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

describe('requests of any script', () => {
  const endsOf = (lines: readonly HistogramLine[]): string[] =>
    lines.map(({ name, outcome, outside, n }) => [name, outcome, outside, n].join('|'));

  test('that go by their URL are told apart by method, those with a name are not', () => {
    const post = (name: string): string => request(name).replace(',GET,', ',POST,');
    const lines = [request('http://a/b'), post('http://a/b'), request('book'), post('book')];
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(endsOf(histograms)).toEqual(['GET http://a/b|ok||1', 'POST http://a/b|ok||1', 'book|ok||2']);
  });

  test('may have any name', () => {
    const long = 'x'.repeat(3000);
    const names = ['metric:book', '__proto__', 'constructor', '"a,b"', '"two\nlines"', '"a ""q"""', long];
    const lines = [...names, ''].map((name) => request(name));
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(endsOf(histograms)).toEqual(
      ['metric:book', '__proto__', 'constructor', 'a,b', 'two\nlines', 'a "q"', long, '(unnamed)'].map(
        (name) => `${name}|ok||1`,
      ),
    );
  });

  test('of setup and teardown are told apart from a group that has such a name', () => {
    const inGroup = (group: string, scenario: string): string =>
      request('login')
        .replace(',true,,GET', `,true,${group},GET`)
        .replace(',default,', `,${scenario},`);
    const lines = [
      inGroup('::setup', ''),
      inGroup('::teardown::cart', ''),
      inGroup('::setup', 'default'),
    ];
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(endsOf(histograms)).toEqual([
      'login|ok|setup|1',
      'login|ok|teardown|1',
      'login|ok||1',
    ]);
  });

  test('whose status is left out are judged by the error code', () => {
    const short = 'metric_name,timestamp,metric_value,error_code,expected_response,name';
    const lines = ['1503,false,a', '1409,true,a', '1050,false,a', ',true,a', ',,a', '1500,,a'];
    const text = lines.map((line) => `http_req_duration,${t},1,${line}\n`).join('');
    const { histograms, failures, summary } = read(`${short}\n${text}`);
    expect(endsOf(histograms)).toEqual(['a|ok||2', 'a|refused||1', 'a|failed||3']);
    expect(failures.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      '503 HTTP 503 Service Unavailable',
      '0 request timeout',
      '500 HTTP 500 Internal Server Error',
    ]);
    expect(summary).toEqual({ records: 6, malformed: 0, truncated: false });
  });

  test('that leave out all of it are judged by the record that follows', () => {
    const short = 'metric_name,timestamp,metric_value,method,url,extra_tags,metadata';
    const tags = 'GET,http://a/b,,';
    const pair = (failed: number): string =>
      `http_req_duration,${t},1,${tags}\nhttp_req_waiting,${t},1,${tags}\nhttp_req_failed,${t},${failed}.000000,${tags}\n`;
    const alone = `http_req_duration,${t},1,${tags}\n`;
    const { histograms, failures, summary } = read(
      `${short}\n${pair(1)}${pair(0)}${alone}${pair(1)}`,
    );
    expect(endsOf(histograms)).toEqual(['GET http://a/b|ok||2', 'GET http://a/b|failed||2']);
    expect(failures).toEqual([
      {
        t,
        name: 'GET http://a/b',
        status: 0,
        reason: 'a reason that the script leaves out',
        error: '',
        n: 2,
      },
    ]);
    expect(summary.untold).toEqual([
      {
        what: 'reason',
        requests: 2,
        because: "the script's systemTags leave out status and error_code",
      },
      {
        what: 'outcome',
        requests: 1,
        because: "the script's systemTags leave out status, error_code and expected_response",
      },
    ]);
  });

  test('without any tag are one row, which is said', () => {
    const { histograms, summary } = read(
      `metric_name,timestamp,metric_value,extra_tags\nhttp_req_duration,${t},1,name=x\nhttp_req_failed,${t},1,name=x\n`,
    );
    expect(endsOf(histograms)).toEqual(['(unnamed)|failed||1']);
    expect(summary.untold?.[0]).toEqual({
      what: 'name',
      requests: 1,
      because: "the script's systemTags leave out name and url",
    });
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
