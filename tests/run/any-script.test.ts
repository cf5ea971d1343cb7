import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { countOf, everyOutcome, requestNames } from '../../reports/evidence/request-table.ts';
import { judgeRun } from '../../reports/report.ts';
import { byScript } from '../../reports/testing/script-run.ts';
import { healthyRun, loadStartedAt } from '../../reports/testing/synthetic-run.ts';
import { temporaryRun } from '../../reports/testing/write-run.ts';
import { createCsvReader } from '../../scenarios/engines/k6/csv/reader.ts';
import { plainFields, plainRecords } from '../../scenarios/engines/k6/csv/testing/plain-csv.ts';

/** Tags that k6 writes unless a script leaves them out, in its order. */
const tags = [
  'check',
  'error',
  'error_code',
  'expected_response',
  'group',
  'method',
  'name',
  'proto',
  'scenario',
  'status',
  'url',
] as const;
type Tags = Readonly<Record<(typeof tags)[number], string>>;

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('search', 'book', 'http://a/b', 'http://a/c?d=1') },
  fc.constantFrom('metric:book', '__proto__', 'constructor', 'a,b', 'two\nlines', '"q"', ''),
  fc.constantFrom('search (setup)', '(other requests)', '(unnamed)', 'x'.repeat(3000)),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0')),
);
const status = fc.constantFrom(200, 200, 200, 200, 201, 302, 404, 409, 500, 503, 0);
const request = fc
  .record({
    name,
    status,
    method: fc.constantFrom('GET', 'POST'),
    /** Whether the script says of the answer that it expected it; undefined when it does not judge at all. */
    judges: fc.constantFrom('by status', 'by status', 'by status', 'expects', 'not at all'),
    place: fc.constantFrom('load', 'load', 'load', 'load', 'setup', 'teardown', 'a group'),
    second: fc.nat(40),
    ms: fc.double({ min: 0, max: 2000, noNaN: true }),
  })
  .map(({ name: tag, status: code, method, judges, place, second, ms }) => {
    const expected = judges === 'expects' ? code !== 0 : code > 0 && code < 400;
    const isOutside = place === 'setup' || place === 'teardown';
    const group = place === 'load' ? '' : place === 'a group' ? '::setup' : `::${place}`;
    const of: Tags = {
      check: '',
      error: code === 0 ? 'dial: "refused", twice' : '',
      error_code: code === 0 ? '1212' : code >= 400 ? String(1000 + code) : '',
      expected_response: judges === 'not at all' ? '' : String(expected),
      group,
      method,
      name: tag,
      proto: 'HTTP/1.1',
      scenario: isOutside ? '' : 'default',
      status: String(code),
      url: tag,
    };
    const failed = judges === 'not at all' ? code === 0 || code >= 400 : !expected;
    return { of, isOutside, failed, isJudged: judges !== 'not at all', second, ms };
  });

const scripts = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 200 }),
  /** Tags left out; those that tell how a request ended only together with none that does not judge. */
  left: fc.subarray(['check', 'error', 'proto', 'group', 'method', 'url', 'status', 'error_code']),
  leavesExpected: fc.boolean(),
});
type Script = typeof scripts extends fc.Arbitrary<infer T> ? T : never;

const quoted = (field: string): string =>
  /[",\n\r]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/** What k6 would write. */
function outputOf({ requests, left, leavesExpected }: Script): string {
  const hidden = new Set<string>([...left, ...(leavesExpected ? ['expected_response'] : [])]);
  const columns = tags.filter((tag) => !hidden.has(tag));
  const lines = requests.flatMap(({ of, failed, isJudged, second, ms }) => {
    const at = `${loadStartedAt / 1000 + second}000`;
    const rest = [...columns.map((tag) => quoted(of[tag])), '', ''].join(',');
    return [
      `http_reqs,${at},1.000000,${rest}`,
      `http_req_duration,${at},${ms.toFixed(6)},${rest}`,
      `http_req_waiting,${at},${ms.toFixed(6)},${rest}`,
      ...(isJudged ? [`http_req_failed,${at},${failed ? 1 : 0}.000000,${rest}`] : []),
    ];
  });
  return `metric_name,timestamp,metric_value,${columns.join(',')},extra_tags,metadata\n${lines.join('\n')}\n`;
}

/** Counts `http_reqs` of the raw output, and those that failed, without any of what the program reads it with. */
function readPlainly(output: string): { requests: number; byName: Map<string, number> } {
  const byName = new Map<string, number>();
  let requests = 0;
  let titles: readonly string[] = [];
  for (const { raw } of plainRecords(Buffer.from(output), 1 << 16)) {
    const fields = plainFields(raw).map((field) => Buffer.from(field, 'latin1').toString());
    if (titles.length === 0) titles = fields;
    if (fields[0] !== 'http_reqs') continue;
    requests += 1;
    const given = fields[titles.indexOf('name')] ?? '';
    byName.set(given, (byName.get(given) ?? 0) + 1);
  }
  return { requests, byName };
}

test.prop([scripts], { numRuns: 60 })(
  'every request of any script is in the verdict, once, with how it ended',
  async (script) => {
    const output = outputOf(script);
    const run = healthyRun({ holdSeconds: 40 });
    byScript()(run);
    run.histograms = [];
    run.hosts = [];
    run.series = [];
    run.trends = [];
    const reader = createCsvReader({
      sink: {
        histogram: (line) => run.histograms.push(line),
        trend: (line) => run.trends.push(line),
        series: (line) => run.series.push(line),
        failure: (line) => run.failures.push(line),
        host: (line) => run.hosts.push(line),
      },
    });
    reader.push(Buffer.from(output));
    run.manifest.engine.reading = reader.end();
    // As if virtual users had been seen late, and not to the end.
    const [from, to] = [5, 30].map((second) => new Date(loadStartedAt + second * 1000));
    const times = { startedAt: from?.toISOString() ?? '', endedAt: to?.toISOString() ?? '' };
    run.manifest.loadStartedAt = times.startedAt;
    run.manifest.loadEndedAt = times.endedAt;
    run.manifest.phases = [{ name: 'script', kind: 'hold', ...times }];
    await using written = await temporaryRun(run);
    const { verdict, evidence } = await judgeRun(written.folder);

    const plain = readPlainly(output);
    expect(verdict.load.requests).toBe(plain.requests);
    expect(Math.round(verdict.load.requestsPerSecond * verdict.load.judgedSeconds)).toBe(
      plain.requests,
    );
    const rows = requestNames(evidence.requests);
    const counted = rows.map((row) => countOf(evidence.requests, [row], everyOutcome));
    expect(counted.reduce((total, n) => total + n, 0)).toBe(plain.requests);
    const names = rows.map((row) => row.replace(/^(GET|POST) (?=http)/, ''));
    for (const given of plain.byName.keys()) expect(names.join('\0')).toContain(given);

    const untold = new Map(
      run.manifest.engine.reading.untold?.map(({ what, requests }) => [what, requests]),
    );
    const failed = script.requests.filter((one) => one.failed).length;
    const unknown = untold.get('outcome') ?? 0;
    expect(verdict.load.failed).toBeLessThanOrEqual(failed);
    expect(verdict.load.failed).toBeGreaterThanOrEqual(failed - unknown);
    const { kinds, beyond, unexplained } = verdict.failures;
    const explained = kinds.reduce((total, { count }) => total + count, beyond.requests);
    expect({ explained, unexplained }).toEqual({ explained: verdict.load.failed, unexplained: 0 });
    if (unknown > 0) expect(verdict.outcome).not.toBe('pass');
    if (verdict.outcome === 'pass') expect(failed / plain.requests).toBeLessThan(0.001);
  },
);
