import { describe, expect, test } from 'vitest';
import type { HistogramLine } from '../../../../core/statistics/histogram-line.ts';
import { mostNames } from './requests.ts';
import { header, read, request, t } from './testing/read-text.ts';

describe('requests of any script', () => {
  const endsOf = (lines: readonly HistogramLine[]): string[] =>
    lines.map(({ name, outcome, outside, n }) => [name, outcome, outside, n].join('|'));

  test('that go by their URL are told apart by method, those with a name are not', () => {
    const post = (name: string): string => request(name).replace(',GET,', ',POST,');
    const lines = [request('http://a/b'), post('http://a/b'), request('book'), post('book')];
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(endsOf(histograms)).toEqual([
      'GET http://a/b|ok||1',
      'POST http://a/b|ok||1',
      'book|ok||2',
    ]);
  });

  test('are told apart by the tag of their tenant', () => {
    const of = (tags: string): string => request('book').replace(',book,,', `,book,${tags},`);
    const lines = [of('tenant=riviera'), of('a=1&tenant=__proto__'), of('tenant='), of('')];
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(histograms.map(({ name, tenant, n }) => [name, tenant, n])).toEqual([
      ['book', 'riviera', 1],
      ['book', '__proto__', 1],
      ['book', undefined, 2],
    ]);
  });

  test('may have any name', () => {
    const long = 'x'.repeat(3000);
    const names = [
      'metric:book',
      '__proto__',
      'constructor',
      '"a,b"',
      '"two\nlines"',
      '"a ""q"""',
      long,
    ];
    const lines = [...names, ''].map((name) => request(name));
    const { histograms } = read(`${header}\n${lines.join('')}`);
    expect(endsOf(histograms)).toEqual(
      [
        'metric:book',
        '__proto__',
        'constructor',
        'a,b',
        'two\nlines',
        'a "q"',
        long,
        '(unnamed)',
      ].map((name) => `${name}|ok||1`),
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
    expect(endsOf(histograms)).toEqual(['login|ok|setup|1', 'login|ok|teardown|1', 'login|ok||1']);
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

  test('that have more names than can be kept apart are counted all the same, which is said', () => {
    const names = Array.from({ length: mostNames + 3 }, (_, index) => `http://a/${index}`);
    const lines = ['(other requests)', ...names].map((name) => request(name));
    const { histograms, summary } = read(`${header}\n${lines.join('')}`);
    expect(histograms.reduce((total, { n }) => total + n, 0)).toBe(mostNames + 4);
    expect(summary.untold).toEqual([
      {
        what: 'own-row',
        requests: 4,
        because: 'only the first 2000 request names are kept apart',
      },
    ]);
  });
});
