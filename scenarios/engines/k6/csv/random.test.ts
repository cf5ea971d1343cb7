import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createCsvReader } from './reader.ts';
import { longestRecord } from './records.ts';
import { type Read, readPlainly } from './testing/plain-reader.ts';
import { collectingSink } from './testing/read-text.ts';

const wanted = {
  counters: [
    { name: 'bookings', splitBy: 'outcome' },
    { name: 'by_scenario', splitBy: 'scenario' },
  ],
  trends: [
    { name: 'bilancia_think_lag', as: 'think_lag' },
    { name: 'http_req_waiting', splitBy: 'scenario' },
  ],
};
const headers = [
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,status,url,extra_tags,metadata',
  'metric_name,timestamp,metric_value,error,error_code,expected_response,name,scenario,status,extra_tags',
  'metric_name,timestamp,metric_value,status,url',
  'metric_name,timestamp,metric_value,error_code,expected_response,ip,name,scenario,status',
  'metric_name,timestamp,metric_value,method,scenario,url,extra_tags',
  'metric_name,timestamp,metric_value',
];

/** Reads bytes that come in chunks of the given sizes, again and again. */
function read(file: Uint8Array, sizes: readonly number[]): Read {
  const { lines, sink } = collectingSink();
  const reader = createCsvReader({ ...wanted, sink });
  for (let at = 0, turn = 0; at < file.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? file.length;
    // The chunk may be used again.
    const chunk = Uint8Array.from(file.subarray(at, at + size));
    reader.push(chunk);
    chunk.fill(0x22);
    at += size;
  }
  const { untold = [], ...summary } = reader.end();
  const counts = new Map(untold.map(({ what, requests }) => [what, requests]));
  return { ...lines, untold: counts, summary };
}

const words = (text: string): string[] => text.split(' ');
const metric = fc.constantFrom(
  ...words('http_req_duration http_req_duration http_req_blocked http_req_waiting http_req'),
  ...words('http_req_duration_ http_reqs vus bookings by_scenario think_lag data_sent "vus" a"b'),
  ...words('http_req_failed bilancia_think_lag ws_sessions grpc_req_duration'),
  '"two\nlines"',
  '',
);
const time = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 1_795_377_761_000, max: 1_795_377_764_000 }).map(String),
  },
  fc.constantFrom(
    ...words('1795377761 17953777611234 1795377762123456 1795377763123456789 1795377761.5 -5 0'),
    ...words('4294967295 4294967296 99999999999 99999999999999999999 123456789012345678901'),
    ...words('2026-11-22T10:00:00Z 2026-11-22T10:00:00.5+01:00 noon 179537776x "1795377761"'),
    '',
  ),
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1e4, noNaN: true }).map((x) => x.toFixed(6)) },
  fc.integer({ min: 0, max: 1000 }).map((x) => `${x}.000000`),
  fc.nat().map((x) => String(x / 1e5)),
  fc.constantFrom(
    ...words('1 0 0.0005 1.0004999 1.0005 7. .5 slow -1.5 1e3 1.2.3 +3 5x 5.x 5.00000x "5"'),
    ...words('999999999999.9999 1234567890123.5 123456789012345 1234567890123456 1e300 1e999'),
    ...words('99999999999999999999999 1.0000000000000000000009'),
    '',
  ),
);
const field = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom(
    ...words('true false 200 409 503 0 GET book 1050 1503 a"b "closed"more "" "","" " \r \0'),
    ...words('http://a/b ${}/c ::setup ::teardown::a ::setups __proto__ constructor metric:book'),
    ...words(
      '127.0.0.1:50051/shop.Offers/Get http://A:80/ wss://a/ http://[0::1]:8080/ ::1 10.0.0.1',
    ),
    ...words('outcome=acknowledged&tenant=a tenant=a&outcome=refused'),
    '"a, ""b"""',
    '(other requests)',
    'è €',
    '"two\nlines"',
    '"two\r\nlines"',
    'a name that takes more than a block',
  ),
);

/** A kind of lines: what they say at a time with a value. */
type Kind = (time: string, value: string) => string;

const rest = fc
  .constantFrom(13, 7, 2, 0, 12, 14, 1)
  .chain((count) => fc.array(field, { minLength: count, maxLength: count }));
const point = fc.tuple(metric, rest).map(
  ([name, rest]): Kind =>
    (time, value) =>
      [name, time, value, ...rest].join(','),
);
const request = fc
  .record({
    error: fc.constantFrom('', '', '"dial: ""refused"", twice"'),
    code: fc.constantFrom('', '1050', '1409', '1503', 'x'),
    group: fc.constantFrom('', '', '::setup', '::teardown', '::teardown::a', '::a'),
    scenario: fc.constantFrom('visitors', 'visitors', ''),
    expected: fc.constantFrom('true', 'true', 'false', ''),
    name: fc.constantFrom('book', 'home', '"a, b"', '', 'http://a/b', 'metric:book', '__proto__'),
    status: fc.constantFrom('200', '409', '503', '0', ''),
    tags: fc.constantFrom('outcome=x', 'outcome=x', 'tenant=a', 'outcome=x&tenant=b', 'tenant='),
  })
  .map(
    ({ error, code, expected, group, scenario, name, status, tags }): Kind =>
      (time, value) =>
        `http_req_duration,${time},${value},,${error},${code},${expected},${group},GET,${name},HTTP/1.1,${scenario},${status},/,${tags},`,
  );
/** Requests of scripts that leave out how they ended, with the record that tells it, or not. */
const paired = fc
  .record({
    url: fc.constantFrom('http://a/b', 'book', ''),
    told: fc.constantFrom('0', '0.000000', '1', '1.000000', 'x', undefined),
    same: fc.boolean(),
  })
  .map(({ url, told, same }): Kind => (time, value) => {
    const tags = `GET,visitors,${url},`;
    const then =
      told === undefined ? [] : [`http_req_failed,${time},${told},${same ? tags : ',,,'}`];
    return [`http_req_duration,${time},${value},${tags}`, ...then].join('\n');
  });
const other = fc
  .oneof(
    fc.constantFrom(...headers, ''),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', 'vus', '1') }),
  )
  .map(
    (text): Kind =>
      () =>
        text,
  );
const kind = fc.oneof(
  { weight: 6, arbitrary: request },
  { weight: 2, arbitrary: paired },
  { weight: 8, arbitrary: point },
  { weight: 2, arbitrary: other },
);
/** Lines of a few kinds, again and again, so that what was learned of one is used for others. */
const lines = fc
  .tuple(
    fc.constantFrom(...headers),
    fc.array(kind, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(), time, value), { maxLength: 60 }),
  )
  .map(([header, kinds, points]) => [
    header,
    ...points.map(([pick, time, value]) => kinds[pick % kinds.length]?.(time, value) ?? ''),
  ]);
const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

test.prop([lines, fc.constantFrom('\n', '\r\n'), sizes, fc.nat(200)], { numRuns: 400 })(
  'any file, cut into any chunks and at any end, is read as the plain reader reads it',
  (lines, lineEnd, sizes, cut) => {
    const whole = Buffer.from(lines.map((line) => line + lineEnd).join(''));
    const file = whole.subarray(0, Math.max(200, whole.length - cut));
    expect(read(file, sizes)).toEqual(readPlainly(file, wanted, longestRecord));
  },
);

test.prop([lines, fc.nat(60), fc.integer({ min: -300, max: 300 }), fc.boolean()], { numRuns: 60 })(
  'a record that is about as long as one may be is read or given up as the plain reader does',
  (lines, at, more, quoted) => {
    const long = `${quoted ? 'vus,1795377761,7,"' : 'vus,1795377761,7,'}${'x'.repeat(longestRecord + more)}`;
    const file = Buffer.from(
      [...lines.slice(0, at + 1), 'vus,1795377761,8,', long, ...lines.slice(at + 1), ''].join('\n'),
    );
    const plain = readPlainly(file, wanted, longestRecord);
    for (const size of [4000, 200_000, file.length]) expect(read(file, [size])).toEqual(plain);
  },
);

test('more results than the module has room for at once are all counted', () => {
  const file = Buffer.from(
    `${headers[3]}\n${'vus,1,2\n'.repeat(5000)}${'http_reqs,1,1\n'.repeat(20_000)}`,
  );
  expect(read(file, [file.length])).toEqual(readPlainly(file, wanted, longestRecord));
});

test('more kinds of requests than the module has room for are all counted', () => {
  const kinds = Array.from(
    { length: 9000 },
    (_, index) => `http_req_duration,1795377761,1.5,,,true,book,,200,id=${index}\n`,
  );
  const file = Buffer.from(`${headers[1]}\n${kinds.join('')}${kinds.join('')}`);
  expect(read(file, [65_536])).toEqual(readPlainly(file, wanted, longestRecord));
});
