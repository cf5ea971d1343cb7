// @module-tag needs/k6
// @module-tag needs/openssl
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import type { Verdict } from '../../reports/verdict/schema.ts';
import { verdictSchema } from '../../reports/verdict/schema.ts';
import { outcomeBy } from '../../reports/verdict/finding.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { atMost } from './at-most.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';
import { untilValid } from './until-valid.ts';

/** What most scripts begin with. */
const begin = `import http from 'k6/http';
import { check, sleep } from 'k6';
import { Counter, Gauge, Trend } from 'k6/metrics';
const site = __ENV.BILANCIA_BASE_URL;
const named = (name) => ({ tags: { name } });
`;

describe.concurrent("scripts of a user's own", () => {
  const inTurn = atMost(2);
  let site: SmallSite;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-own-scripts-'));
    site = await openSmallSite();
    const target = `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  let runs = 0;
  const run = async (
    text: string,
    ...flags: string[]
  ): Promise<Ended & { out: string; verdict: Verdict }> => {
    const out = `run-${(runs += 1)}`;
    await writeFile(join(folder, `${out}.js`), begin + text);
    const args = ['run', `./${out}.js`, '--target', 'target.yml', '--out', out, ...flags];
    const ended = await inTurn(() => bilancia(args, {}, folder));
    const path = join(folder, out);
    const verdict = await readFile(runFile(path, 'verdict'), 'utf8').catch(() => {
      throw new Error(`there is no verdict: ${ended.stdout}${ended.stderr}`);
    });
    return { ...ended, out: path, verdict: verdictSchema.parse(JSON.parse(verdict)) };
  };

  /** Without what a machine that others use as well may add. */
  const outcomeOf = ({ findings }: Verdict): string =>
    outcomeBy(
      findings.filter(
        ({ rule }) =>
          !['generator-limits', 'machine-saturated', 'evidence-complete'].includes(rule),
      ),
    );

  it.each([
    [
      'whose visitors come at once and all get an error',
      `export const options = { vus: 20, iterations: 20 };
       export default () => { http.get(site + '/status/500', named('home')); sleep(3); };`,
      /^Every request failed of home \(20 of 20, HTTP 500 Internal Server Error\)\.$/,
    ],
    [
      'that fails in its first second only',
      `export const options = { vus: 20, duration: '3s' };
       export default () => { http.get(site + (__ITER === 0 ? '/status/503' : '/ok'), named('page')); sleep(0.5); };`,
      /^20 of [\d,]+ requests failed \([\d.]+ %\): 20 of page with HTTP 503 Service Unavailable \(.+\)\.$/,
    ],
    [
      'that leaves out the tags by which requests are judged',
      `export const options = { vus: 2, duration: '2s', systemTags: ['method', 'url'] };
       export default () => { http.get(site + '/status/500'); sleep(0.05); };`,
      /^Every request failed of GET http:\S+\/status\/500 \(\d+ of \d+, a reason that the script leaves out\)\.$/,
    ],
    [
      'that leaves out all tags',
      `export const options = { vus: 2, duration: '2s', systemTags: [] };
       export default () => { http.get(site + '/ok'); http.get(site + '/status/404'); sleep(0.05); };`,
      /^[\d,]+ requests have no name, since the script's systemTags leave out name and url: /,
    ],
    [
      'whose names look like our own metrics, or like nothing',
      `export const options = { vus: 2, duration: '2s' };
       const names = ['__proto__', 'constructor', 'a,b', 'two\\nlines', '"q"', '', 'x'.repeat(3000)];
       export default () => {
         for (const name of names) http.get(site + '/ok', named(name));
         http.post(site + '/status/500', null, named('metric:book'));
         sleep(0.1);
       };`,
      /^Every request failed of metric:book \((\d+) of \1, HTTP 500 Internal Server Error\)\.$/,
    ],
    [
      'with thresholds of its own',
      `const time = new Trend('checkout_time', true);
       export const options = { vus: 2, duration: '2s', thresholds: {
         checkout_time: ['p(99)<50', 'avg<1000'], 'http_req_duration{name:search}': ['p(95)<5'] } };
       export default () => { http.get(site + '/after/20', named('search')); time.add(70); };`,
      /^2 of 3 thresholds of the script crossed: checkout_time p\(99\)<50 \(70\) and http_req_duration\{name:search\} p\(95\)<5 \([\d.]+\)\.$/,
    ],
    [
      'whose teardown throws',
      `export const options = { vus: 2, iterations: 100 };
       export default () => { http.get(site + '/ok', named('page')); };
       export function teardown() { throw new Error('not cleaned up'); }`,
      /^The script threw outside of its iterations \(k6 exit status 107\): Error: not cleaned up at teardown \(.+\)\.$/,
    ],
  ])('one %s does not pass, and says why', async (_, text, reason) => {
    const { verdict } = await run(text);
    expect(outcomeOf(verdict)).toMatch(/^(fail|inconclusive)$/);
    expect(verdict.reasons).toContainEqual(expect.stringMatching(reason));
  });

  // By itself: that it was not the generator is for the machine's time to show.
  it(
    'one whose arrivals the system cannot keep up with does not pass, and says why',
    { concurrent: false },
    async () => {
      const { verdict } = await untilValid(
        () =>
          run(`export const options = { scenarios: { c: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '4s', preAllocatedVUs: 10, maxVUs: 10 } } };
       export default () => { http.get(site + '/after/2000', named('search')); };`),
        ({ verdict: { outcome } }) => outcome === 'invalid',
      );
      expect(outcomeOf(verdict)).toMatch(/^(fail|inconclusive)$/);
      expect(verdict.reasons).toContainEqual(
        expect.stringMatching(
          /^\d+ of \d+ iterations \([\d.]+ %\) could not begin when they were due: visitors waited for answers (100|9\d) % of their time, so the system was too slow for what came\.$/,
        ),
      );
    },
  );

  it('one whose every iteration throws is no pass', async () => {
    const { verdict } = await run(`export const options = { vus: 2, duration: '2s' };
      export default () => { sleep(0.05); http.get(site + '/ok', named('search')).json().no.such; http.post(site + '/ok', null, named('book')); };`);
    expect(outcomeOf(verdict)).toBe('inconclusive');
    expect(verdict.reasons).toContainEqual(
      expect.stringMatching(
        /^(\d+) of \1 iterations of the script ended by an exception \(100 %\), so what should come after it was not done; the first: TypeError: /,
      ),
    );
  });

  it('one whose metrics and prints are called like ours passes by its requests alone', async () => {
    const { verdict, out } = await run(`
      const own = [new Counter('bookings'), new Counter('page_views'), new Counter('visitors_started')];
      const lag = new Trend('think_lag'), vus = new Gauge('virtual_users');
      export const options = { vus: 2, duration: '2s' };
      export default () => {
        for (const counter of own) counter.add(100, { outcome: 'acknowledged' });
        lag.add(900); vus.add(7);
        if (__ITER === 0) console.log('bilancia-fact {"kind":"none"}');
        http.get(site + '/ok', named('book')); sleep(0.02);
      };`);
    expect(outcomeOf(verdict)).toBe('pass');
    expect(verdict.load).toMatchObject({
      bookings: { acknowledged: 0, refused: 0, indeterminate: 0 },
      sessionsPerSecond: { observed: null },
      pageViewsPerSecond: { observed: null },
    });
    expect(Math.round(verdict.load.visitorsHeld ?? 0)).toBeLessThanOrEqual(2);
    const own = verdict.script?.metrics.map(({ name, kind }) => `${name}: ${kind}`);
    expect(own).toEqual(
      expect.arrayContaining(['bookings: counter', 'think_lag: trend', 'virtual_users: gauge']),
    );
    expect(await readFile(runFile(out, 'bookings'), 'utf8')).toBe('');
    expect(await readFile(runFile(out, 'console'), 'utf8')).toContain('bilancia-fact');
  });

  it('one with a summary of its own has its files and its output as under plain k6', async () => {
    const { stdout, verdict } = await run(`export const options = { vus: 2, duration: '2s' };
      import { group } from 'k6';
      export default () => { group('cart', () => {}); check(http.get(site + '/ok', named('home')), { 'has rooms': (r) => r.body.includes('rooms'), 'has none': () => false }); sleep(0.02); };
      export function handleSummary(data) {
        return { 'own.json': JSON.stringify(data.metrics.checks.values), stdout: 'requests: ' + data.metrics.http_reqs.values.count + '\\n' };
      }`);
    expect(stdout).toMatch(new RegExp(`^requests: ${verdict.load.requests}\\n\\nVerdict: `));
    const own: unknown = JSON.parse(await readFile(join(folder, 'own.json'), 'utf8'));
    expect(own).toMatchObject({ passes: verdict.load.requests, fails: verdict.load.requests });
    expect(verdict.script?.scenarios).toMatchObject([
      { name: 'default', count: verdict.load.requests },
    ]);
    expect(verdict.script?.groups).toMatchObject([
      { name: '::cart', count: verdict.load.requests },
    ]);
    expect(verdict.script?.checks.map(({ name, fails }) => [name, fails])).toEqual([
      ['has rooms', 0],
      ['has none', verdict.load.requests],
    ]);
  });

  it('one without request names has GET and POST of a URL apart, and objectives for each', async () => {
    await writeFile(
      join(folder, 'slo.yml'),
      "objectives:\n  - { name: writes, requests: ['POST *'], p95: 100 }\n  - { name: all, requests: ['*/after/*'], except: ['POST *'], p95: 5000 }\n",
    );
    const { verdict } = await run(
      `export const options = { vus: 2, duration: '3s' };
       export default () => { for (let i = 0; i < 9; i += 1) http.get(site + '/after/1'); http.post(site + '/after/1'); http.request('POST', site + '/after/200', null, named('slow')); };`,
      '--slo',
      'slo.yml',
    );
    expect(verdict.objectives.map(({ name }) => name)).toEqual([
      `writes: p95 of POST ${site.url}/after/1`,
      `all: p95 of GET ${site.url}/after/1`,
    ]);
    expect(verdict.latency.map(({ request }) => request)).toEqual([
      `GET ${site.url}/after/1`,
      `POST ${site.url}/after/1`,
      'slow',
    ]);
    expect(verdict.reasons).toContain('No objective is for slow.');
  });

  it('one that meets every kind of failure has each with its reason', async () => {
    const { verdict } = await run(
      `export const options = { vus: 1, iterations: 6 };
       const plainOfSecure = __ENV.SECURE.replace('https', 'http'), secureOfPlain = site.replace('http', 'https');
       export default () => {
         http.get('http://127.0.0.1:9/', named('refused')); http.get('http://no-such-host.invalid/', named('no host'));
         http.get(__ENV.SECURE, named('certificate')); http.get(secureOfPlain, named('no TLS'));
         http.get(site + '/reset', named('reset')); http.get(site + '/cut', named('cut'));
         http.get(site + '/after/3000', { timeout: '100ms', tags: { name: 'timeout' } }); http.get(site + '/status/503', named('503'));
       };`,
      '--env',
      `SECURE=${site.secureUrl}`,
    );
    const kinds = verdict.failures.kinds.map(
      ({ name, reason, count }) => `${name}: ${reason}, ${count}`,
    );
    expect(kinds.toSorted()).toEqual([
      '503: HTTP 503 Service Unavailable, 6',
      'certificate: certificate from an unknown authority, 6',
      'cut: error "unexpected EOF", 6',
      'no TLS: TLS error: what answers there speaks no TLS, 6',
      'no host: no address found for the host, 6',
      'refused: connection refused, 6',
      'reset: connection reset by the peer, 6',
      'timeout: request timeout, 6',
    ]);
  });

  it('one with a slow setup and teardown is judged by its load, and shows theirs apart', async () => {
    const { verdict, out } = await run(`export const options = { vus: 2, iterations: 240 };
      export function setup() { for (let i = 0; i < 3; i += 1) http.get(site + '/after/900', named('login')); sleep(2); }
      export default () => { http.get(site + '/ok', named('page')); sleep(0.02); };
      export function teardown() { http.get(site + '/after/900', named('page')); }`);
    expect(outcomeOf(verdict)).toBe('pass');
    expect(verdict.latency.map(({ request }) => request)).toEqual(['page']);
    const report = await readFile(runFile(out, 'report'), 'utf8');
    expect(report).toContain('login (setup)');
    expect(report).toContain('page (teardown)');
  });
});
