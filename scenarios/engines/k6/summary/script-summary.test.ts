import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptSummaryFile } from '../../../../core/run-folder/files/script-summary.ts';
import { scriptSummary } from './script-summary.ts';

const none = { count: 0, first: '' };
const log = {
  lastError: undefined,
  ownReason: undefined,
  exceptions: { count: 3, first: 'TypeError: no' },
  outsideExceptions: none,
  consoleErrors: none,
  engineErrors: none,
};

/** As k6 2.2.0 writes it, with names that are none of an ordinary object, and few figures by `summaryTrendStats`. */
const exported = `{
  "root_group": {
    "name": "", "path": "", "id": "a",
    "checks": { "has, rooms": { "name": "has, rooms", "path": "::has, rooms", "id": "b", "passes": 1, "fails": 2 } },
    "groups": { "__proto__": { "name": "__proto__", "path": "::__proto__", "id": "c", "groups": {},
      "checks": { "__proto__": { "name": "__proto__", "path": "::__proto__::__proto__", "id": "d", "passes": 4, "fails": 0 } } } }
  },
  "metrics": {
    "checkout_time": { "avg": 30, "min": 10, "med": 30, "max": 50, "p(90)": 50, "p(95)": 50,
      "thresholds": { "p(99)<50": true, "avg<1000": false, "p(50) < 20": true } },
    "http_req_duration{name:a, scenario:default}": { "avg": 2, "min": 1, "med": 2, "max": 3, "p(90)": 3, "p(95)": 3,
      "thresholds": { "p(75)<10": false } },
    "http_req_duration{name:never}": { "avg": 0, "min": 0, "med": 0, "max": 0, "p(90)": 0, "p(95)": 0,
      "thresholds": { "p(95)<10": false } },
    "http_req_tls_handshaking": { "avg": 0, "min": 0, "med": 0, "max": 0, "p(90)": 0, "p(95)": 0,
      "thresholds": { "max<5": false } },
    "http_req_failed": { "passes": 3, "fails": 7, "value": 0.3, "thresholds": { "rate<0.1": true } },
    "http_req_failed{name:never}": { "passes": 0, "fails": 0, "value": 0, "thresholds": { "rate<0.1": false } },
    "bookings": { "count": 12, "rate": 1.2, "thresholds": { "count>10": false } },
    "quote_time": { "count": 3, "thresholds": { "min>4": true, "max<5": true, "avg<5": false, "med<5": false } },
    "__proto__": { "value": 3, "min": 1, "max": 9 }
  }
}`;

const points = [
  'metric_name,timestamp,metric_value,name,scenario,extra_tags,metadata',
  ...[10, 20, 30, 40, 50].map((value) => `checkout_time,1,${value},,default,,`),
  ...[1, 2, 3].map((value) => `http_req_duration,1,${value},a,default,,`),
  'http_req_duration,1,900,"b, c",default,,',
  'http_req_tls_handshaking,1,0.000000,a,default,,',
  ...[6, 3, 3].map((value) => `quote_time,1,${value},,default,,`),
  '',
].join('\n');

describe("a script's summary", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-summary-'));
    await writeFile(join(folder, 'points.gz'), gzipSync(points));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const summaryOf = async (text: string | undefined) => {
    const path = join(folder, 'summary.json');
    await rm(path, { force: true });
    if (text !== undefined) await writeFile(path, text);
    const summary = await scriptSummary(path, join(folder, 'points.gz'), log);
    return scriptSummaryFile.parse(JSON.parse(JSON.stringify(summary)));
  };

  it('tells each threshold with its value, whether k6 says that or not', async () => {
    const { thresholds } = await summaryOf(exported);
    const told = thresholds?.map(({ metric, condition, crossed, value, measured }) =>
      [metric, condition, crossed, value, measured].join(' | '),
    );
    expect(told).toEqual([
      'bookings | count>10 | false | 12 | true',
      'checkout_time | avg<1000 | false | 30 | true',
      'checkout_time | p(50) < 20 | true | 30 | true',
      'checkout_time | p(99)<50 | true | 49.6 | true',
      'http_req_duration{name:a, scenario:default} | p(75)<10 | false | 2.5 | true',
      'http_req_duration{name:never} | p(95)<10 | false |  | false',
      'http_req_failed | rate<0.1 | true | 0.3 | true',
      'http_req_failed{name:never} | rate<0.1 | false |  | false',
      'http_req_tls_handshaking | max<5 | false | 0 | true',
      'quote_time | avg<5 | false | 4 | true',
      'quote_time | max<5 | true | 6 | true',
      'quote_time | med<5 | false | 3 | true',
      'quote_time | min>4 | true | 3 | true',
    ]);
  });

  it('tells checks with their groups, and metrics, whatever they are called', async () => {
    const { checks, metrics, exceptions } = await summaryOf(exported);
    expect(checks).toEqual([
      { name: 'has, rooms', group: '', passes: 1, fails: 2 },
      { name: '__proto__', group: '::__proto__', passes: 4, fails: 0 },
    ]);
    expect(metrics.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      '__proto__: gauge',
      'bookings: counter',
      'checkout_time: trend',
      'http_req_duration{name:a, scenario:default}: trend',
      'http_req_duration{name:never}: trend',
      'http_req_failed: rate',
      'http_req_failed{name:never}: rate',
      'http_req_tls_handshaking: trend',
      'quote_time: trend',
    ]);
    expect(metrics[1]?.values).toEqual([
      ['count', 12],
      ['rate', 1.2],
    ]);
    expect(exceptions).toEqual(log.exceptions);
  });

  it.each([
    ['is not there', undefined],
    ['was cut', exported.slice(0, 300)],
    ['is something else', '{"root_group":{}}'],
  ])('does not know of thresholds when what k6 wrote %s', async (_, text) => {
    expect(await summaryOf(text)).toEqual({
      thresholds: null,
      checks: [],
      metrics: [],
      exceptions: log.exceptions,
      outsideExceptions: none,
      consoleErrors: none,
      engineErrors: none,
    });
  });
});
