// @module-tag needs/cluster
// @module-tag needs/k6
// @module-tag needs/chromium
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../core/free-port.ts';
import { type WebVitalsLine, webVitals } from '../../core/run-folder/files/web-vitals.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { processesNaming } from '../../system-under-test/cluster/testing/leftovers.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { root } from '../cli/run-command-line.ts';
import { type StartedRun, startRun } from './start-run.ts';
import { resultOf, upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

/** Set BILANCIA_KILLS to kill each process of the browsers, and to meet pages that never react and browsers that hang: six minutes more. */
const isThorough = process.env['BILANCIA_KILLS'] !== undefined;

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await upSmall('front-end');
  await writeFile(
    join(cluster.folder, 'slo.yml'),
    `objectives:
  - { name: vitals, webVitals: ['*'], together: true, lcp: 20000, cls: 0.25 }
  - { name: reads, requests: ['*'], together: true, p95: 20000 }
`,
  );
});
afterAll(() => cluster.down());

/** So many that some book in half a minute, though a page takes each 21 s; a browser has all of that for its visit. */
const start = (folder: string, ...flags: string[]): StartedRun =>
  startRun(
    ['front-end', '--visitors', '100', '--ramp', '1s', '--duration', '30s', ...flags],
    join(cluster.folder, folder),
  );
const onCluster = (): string[] => [
  '--name',
  cluster.name,
  '--slo',
  join(cluster.folder, 'slo.yml'),
];

/** Processes of a run's browsers: Chromium's, their k6, and what cleans up after them, as `PID command`. */
const browsersOf = ({ folder }: StartedRun): string[] => processesNaming(join(folder, '.browsers'));
const pidsOf = (run: StartedRun, command: RegExp): number[] =>
  browsersOf(run)
    .filter((found) => command.test(found))
    .map((found) => Number.parseInt(found, 10));

/** On a busy machine it takes half a minute until the first page comes. */
async function withBrowserUp(run: StartedRun): Promise<void> {
  const isUp = await until(() => pidsOf(run, /--type=renderer/).length > 0, {
    withinMs: 60_000,
    everyMs: 200,
  });
  expect(isUp).toBe(true);
}

async function expectNothingLeft(run: StartedRun): Promise<void> {
  await until(() => browsersOf(run).length === 0, { withinMs: 30_000, everyMs: 100 });
  expect(browsersOf(run)).toEqual([]);
  expect(existsSync(join(run.folder, '.browsers'))).toBe(false);
}

it(
  'measures Web Vitals in a real browser among visitors who load what pages are made of',
  { timeout: 240_000 },
  async () => {
    const run = start('whole', ...onCluster());
    await withBrowserUp(run);
    const { verdict } = resultOf(await run.ended);
    const seen: WebVitalsLine[] = [];
    for await (const line of readRecords(run.folder, webVitals)) seen.push(line);
    expect(seen.filter(({ kind }) => kind === 'visit')).toEqual([
      { kind: 'visit', at: expect.any(Number) },
    ]);
    const measured = new Set(
      seen.flatMap((line) => (line.kind === 'vital' ? [`${line.page} ${line.vital}`] : [])),
    );
    const pages = ['home', 'booking-page', 'booking-page, again'];
    const always = pages.flatMap((page) =>
      ['ttfb', 'fcp', 'lcp', 'cls'].map((vital) => `${page} ${vital}`),
    );
    expect([...measured]).toEqual(expect.arrayContaining([...always, 'booking-page inp']));
    const vitals = verdict.objectives.filter(({ objective }) => objective === 'vitals');
    expect(vitals.map(({ indicator, samples }) => [indicator, samples])).toEqual([
      ['lcp', 3],
      ['cls', 3],
    ]);
    const names = verdict.latency.map(({ request: name }) => name);
    expect(names).toEqual(expect.arrayContaining(['asset', 'booking-page', 'visit']));
    expect(verdict.failures.kinds).toEqual([]);
    await expectNothingLeft(run);
  },
);

it('leaves no browser and no profile when it is killed with -9', async () => {
  const run = start('killed', ...onCluster());
  await withBrowserUp(run);
  run.kill('SIGKILL');
  expect((await run.ended).status).toBeNull();
  await expectNothingLeft(run);
});

it.runIf(isThorough).each([
  ['the browser', [/^\d+ \S*chrom\S* (?!.*--type=)/], /came to no end|not played/],
  ['the k6 that plays them', [/^\d+ \S*k6\S* run /], /^k6 with the browsers ended by SIGKILL/],
  [
    'that k6 and what cleans up',
    [/bilancia-sweeper/, /^\d+ \S*k6\S* run /],
    /^k6 with the browsers ended by SIGKILL/,
  ],
])('goes on when %s is killed with -9, says so, and leaves nothing', async (_, who, said) => {
  const run = start(`killed-${who.length}-${said.source.length}`, ...onCluster());
  await withBrowserUp(run);
  for (const command of who) {
    const pids = pidsOf(run, command);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  }
  const { verdict } = resultOf(await run.ended);
  expect(verdict.reasons).toContainEqual(expect.stringMatching(said));
  await expectNothingLeft(run);
});

it.runIf(isThorough).each([
  ['does nothing', 'it did not become interactive within 10 s'],
  ['never comes', 'it did not load within 10 s'],
  ['never comes to rest', 'it did not load within 10 s'],
])(
  'says in a line that a page is stuck whose script %s',
  async (script, why) => {
    const { baseUrl } = await cluster.state();
    const { port } = new URL(baseUrl);
    const proxy = createServer((incoming, answer) => {
      const { url = '/', method = 'GET', headers } = incoming;
      // Other visitors run no scripts, and would only wait for one.
      if (url.startsWith('/assets/booking-') && /Chrom/.test(headers['user-agent'] ?? '')) {
        // Modules of another type are not played.
        answer.setHeader('content-type', 'text/javascript');
        if (script !== 'never comes') answer.end(script === 'does nothing' ? '' : 'for (;;);');
        return;
      }
      const on = request({ host: '127.0.0.1', port, path: url, method, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      incoming.pipe(on);
    });
    const own = await freePort();
    await promisify((done: () => void) => proxy.listen(own, '127.0.0.1', done))();
    try {
      const target = join(cluster.folder, 'target.yml');
      await writeFile(
        target,
        `name: stuck\nhealthPath: /health/ready\nbaseUrl: http://127.0.0.1:${own}\ntenants: [{ id: riviera, host: riviera.localhost }]\n`,
      );
      const run = startRun(
        ['front-end', '--visitors', '20', '--duration', '50s', '--target', target],
        join(cluster.folder, script),
      );
      const { verdict } = resultOf(await run.ended);
      expect(verdict.outcome).not.toBe('pass');
      const told =
        /^(\d+) of \1 visits? of real browsers came to no end, the first for this: page \/book: (.*)\.$/;
      expect(verdict.reasons.map((reason) => told.exec(reason)?.[2])).toContain(why);
      await expectNothingLeft(run);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  },
  240_000,
);

it.runIf(isThorough)('is inconclusive with a browser that hangs, and leaves nothing', async () => {
  const path = join(cluster.folder, 'hanging');
  // When it is tried before the load it does what it should.
  const script = `#!/bin/sh\ncase "$*" in *--version*|*--dump-dom*) exec chromium "$@";; esac\nexec sleep 600\n`;
  await writeFile(path, script, { mode: 0o755 });
  const run = startRun(
    ['front-end', '--visitors', '20', '--duration', '40s', ...onCluster()],
    `${path}-run`,
    ['env', `K6_BROWSER_EXECUTABLE_PATH=${path}`],
  );
  const { verdict } = resultOf(await run.ended);
  // On a busy machine it may be invalid as well.
  expect(verdict.outcome).not.toBe('pass');
  expect(verdict.findings).toContainEqual({
    rule: 'browser-visits',
    severity: 'inconclusive',
    summary: expect.stringMatching(
      /^No real browser visited, though one was to \(Chromium [\d.]+\): see engine\.log for why\.$/,
    ),
  });
  await expectNothingLeft(run);
});

/** Answers what version it is, and can do no more. */
const lame = `#!/bin/sh
[ "$1" = --version ] && { echo Chromium 1.2.3; exit; }
echo 'libfoo.so.1: cannot open shared object file' >&2
exit 127
`;

it.each([
  ['that is missing', undefined, 'spawn PATH ENOENT'],
  ['that does not start', lame, 'libfoo.so.1: cannot open shared object file'],
])('tells of a Chromium %s before there is any load', async (_, script, why) => {
  const out = join(cluster.folder, `without-${why.length}`);
  const path = join(cluster.folder, 'chromium');
  if (script !== undefined) await writeFile(path, script, { mode: 0o755 });
  const args = ['run', 'front-end', '--name', cluster.name, '--out', out];
  const failure: unknown = await promisify(execFile)(
    process.execPath,
    [join(root, 'bin', 'bilancia.mjs'), ...args],
    { env: { ...process.env, K6_BROWSER_EXECUTABLE_PATH: path } },
  ).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 2,
    stderr: `Chromium that starts (${path}: ${why.replace('PATH', path)}) is not installed. On Debian or Ubuntu: apt-get install chromium. Or play without: --browsers 0.\n`,
  });
  expect(existsSync(out)).toBe(false);
});
