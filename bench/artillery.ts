import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseStat, readOfProcessNow } from '../core/process-files.ts';
import { parseOutputLine } from '../scenarios/engines/artillery/parse-line.ts';
import { requireArtillery } from '../scenarios/engines/artillery/location.ts';
import { startArtillery } from '../scenarios/engines/artillery/process.ts';
import { profiles } from '../scenarios/profiles.ts';
import type { Bench } from './bench.ts';
import { recordVisits } from './recorded-visits.ts';
import { positive } from './measure.ts';
import { spread } from './reading-groups.ts';

/** Requests that a process of Artillery made, and what CPU time they took, its start taken off. */
interface Measured {
  readonly requests: number;
  readonly cpuSeconds: number;
}

/**
 * Our visitors in Artillery against Artillery's own http flow with a hook that reads what they read, on the same trivial
 * server and the same steps, by turns: requests per second of CPU. Flags: `--visitors 50`, `--seconds 5`, `--repeats 3`.
 */
export const artillery: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      visitors: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '5' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const visitors = positive('--visitors', values.visitors);
  const repeats = positive('--repeats', values.repeats);
  const site = spawn(process.execPath, [join(import.meta.dirname, 'trivial-site-main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    const [port] = await once(site.stdout, 'data');
    const target = `http://127.0.0.1:${String(port).trim()}`;
    const flow = await writeFlow(folder, target, visitors);
    const phases = [
      { duration: '500ms', arrivalCount: visitors },
      { pause: `${positive('--seconds', values.seconds) * 1000}ms` },
    ];
    const ours = (overrides: object): Promise<Measured> =>
      play(folder, profiles['smoke']?.artilleryScript ?? '', target, overrides);
    const theirs = (overrides: object): Promise<Measured> => play(folder, flow, target, overrides);
    const one = { config: { phases: [{ duration: '100ms', arrivalCount: 1 }] } };
    const start = { ours: await ours(one), theirs: await theirs({ ...one, ...nothing }) };
    const turns: { ours: number; theirs: number }[] = [];
    for (let turn = 0; turn < repeats; turn += 1) {
      turns.push({
        ours: perCpuSecond(await ours({ config: { phases } }), start.ours),
        theirs: perCpuSecond(await theirs({}), start.theirs),
      });
    }
    const ratios = turns.map((turn) => turn.ours / turn.theirs);
    print(
      `requests per second of CPU: ${range(ratios, 1)} times those of the http flow with a hook`,
    );
    print(
      `  ours      ${range(
        turns.map((turn) => turn.ours),
        0,
      )}`,
    );
    print(
      `  http flow ${range(
        turns.map((turn) => turn.theirs),
        0,
      )}`,
    );
  } finally {
    site.kill();
    await rm(folder, { recursive: true });
  }
};

const nothing = { scenarios: [{ flow: [{ get: { url: '/' } }] }] };

function perCpuSecond(run: Measured, start: Measured): number {
  return (run.requests - start.requests) / (run.cpuSeconds - start.cpuSeconds);
}

/** Recorded visits as an http flow, each request with the hook. */
async function writeFlow(folder: string, target: string, visitors: number): Promise<string> {
  const requests = recordVisits().map(({ method, path, body, idempotencyKey, name, reads }) => ({
    [method.toLowerCase()]: {
      url: path,
      name,
      headers: {
        host: 'riviera.localhost',
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { json: body }),
      afterResponse: reads ? 'read' : 'see',
    },
  }));
  await writeFile(
    join(folder, 'hooks.mjs'),
    `let seen = 0;
export function see(_request, _response, _context, _events, next) { seen += 1; next(); }
export function read(_request, response, context, _events, next) { context.vars.last = JSON.parse(response.body); next(); }
`,
  );
  const script = {
    config: {
      target,
      processor: './hooks.mjs',
      // One connection for each, as ours have.
      http: { pool: visitors },
      phases: [{ duration: '500ms', arrivalCount: visitors }],
    },
    scenarios: [{ flow: requests }],
  };
  const path = join(folder, 'flow.yml');
  await writeFile(path, stringify(script));
  return path;
}

async function play(
  folder: string,
  script: string,
  target: string,
  overrides: object,
): Promise<Measured> {
  const output = join(folder, 'engine.ndjson');
  const report = join(folder, 'report.json');
  await Promise.all([output, report].map((path) => rm(path, { force: true })));
  const child = startArtillery({
    artillery: requireArtillery(process.env, process.cwd()).path,
    script,
    workingDirectory: folder,
    env: process.env,
    settings: { BILANCIA_THINK_SCALE: '0' },
    output,
    flags: [
      '--quiet',
      '--target',
      target,
      '--output',
      report,
      '--overrides',
      JSON.stringify(overrides),
    ],
    sharesMachine: false,
    isForeign: false,
    confined: false,
  });
  child.output.resume();
  child.errors.resume();
  let cpuSeconds = 0;
  const looking = setInterval(() => {
    const stat = readOfProcessNow(child.pid, 'stat');
    if (stat !== undefined) cpuSeconds = Math.max(cpuSeconds, parseStat(stat).cpuSeconds);
  }, 20);
  await child.ended;
  clearInterval(looking);
  return { requests: await requestsIn(output, report), cpuSeconds };
}

const reported = z.object({
  aggregate: z.object({ counters: z.record(z.string(), z.number()) }),
});

/** By what our workers wrote, else by Artillery's own report. */
async function requestsIn(output: string, report: string): Promise<number> {
  const { aggregate } = reported.parse(JSON.parse(await readFile(report, 'utf8')));
  const own = aggregate.counters['http.requests'];
  if (own !== undefined) return own;
  return (await readFile(output, 'utf8'))
    .trim()
    .split('\n')
    .map(parseOutputLine)
    .reduce((sum, line) => sum + (line.kind === 'requests' ? line.n : 0), 0);
}

function range(values: readonly number[], digits: number): string {
  const { median, min, max } = spread(values);
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}
