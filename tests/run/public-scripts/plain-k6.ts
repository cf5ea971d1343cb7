// @module-tag needs/k6
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { requireK6 } from '../../../scenarios/engines/k6/location.ts';
import { isListed, isOwn, outlineOf, type Seen, tally } from './seen.ts';

/** Where and with what a script is played. */
export interface Play {
  readonly script: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Working directory, which is empty. */
  readonly folder: string;
}

const outputs = ['plain-summary.json', 'plain-points.ndjson'] as const;

/** Plays a script by k6 alone, and reads what it says without any code of ours. */
export async function playPlainly({ script, settings, environment, folder }: Play): Promise<Seen> {
  const { path } = await requireK6(process.env);
  const [summary, points] = outputs;
  const given = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const outs = ['--summary-export', summary, '--out', `json=${points}`];
  const args = ['run', '--quiet', '--no-color', '--log-format=json', ...outs, ...given, script];
  const child = spawn(path, args, {
    cwd: folder,
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  const [output, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return {
    exitStatus: await ended,
    ...seenInPoints(await ofFile(join(folder, points), '')),
    ...seenInSummary(await ofFile(join(folder, summary), '{"root_group":{},"metrics":{}}')),
    console: messagesIn(log),
    output: outlineOf(output),
    files: await filesIn(folder, outputs),
  };
}

async function ofFile(path: string, otherwise: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')) || otherwise;
}

/** Files in a folder, by name, but for some. */
export async function filesIn(
  folder: string,
  but: readonly string[],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of await readdir(folder))
    if (!but.includes(name)) files[name] = await readFile(join(folder, name), 'utf8');
  return files;
}

const tags = z.record(z.string(), z.string()).default({});
const line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Metric'),
    metric: z.string(),
    data: z.object({ type: z.string() }),
  }),
  z.object({
    type: z.literal('Point'),
    metric: z.string(),
    data: z.object({ value: z.number(), tags }),
  }),
]);

type SeenInPoints = Pick<
  Seen,
  'requests' | 'failed' | 'failures' | 'groups' | 'scenarios' | 'metrics'
>;

function seenInPoints(ndjson: string): SeenInPoints {
  const lines = ndjson
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => line.parse(JSON.parse(one)));
  const points = (metric: string): { value: number; tags: Record<string, string> }[] =>
    lines.flatMap((one) => (one.type === 'Point' && one.metric === metric ? [one.data] : []));
  const failed = points('http_req_failed').filter(({ value }) => value === 1);
  return {
    requests: points('http_reqs').length,
    failed: failed.length,
    failures: tally(
      failed.map(({ tags: { name = '', method, status } }) => {
        const row = /^(https?:\/\/|\$\{\})/.test(name) ? `${method} ${name}` : name;
        return `${row}: ${status}`;
      }),
    ),
    groups: tally(points('group_duration').map(({ tags: { group = '' } }) => group)),
    scenarios: tally(points('iteration_duration').map(({ tags: { scenario = '' } }) => scenario)),
    metrics: lines
      .flatMap((one) =>
        one.type === 'Metric' && isListed(one.metric) ? [`${one.metric}: ${one.data.type}`] : [],
      )
      .toSorted(),
  };
}

const own = z.object({ name: z.string(), passes: z.number(), fails: z.number() });
const group = z.object({
  path: z.string().default(''),
  checks: z.record(z.string(), own).default({}),
  get groups() {
    return z.record(z.string(), group).default({});
  },
});
const exported = z.object({
  root_group: group,
  metrics: z.record(z.string(), z.record(z.string(), z.unknown())),
});

function seenInSummary(json: string): Pick<Seen, 'checks' | 'thresholds' | 'figures'> {
  const { root_group: root, metrics } = exported.parse(JSON.parse(json));
  return {
    checks: checksIn(root).toSorted(),
    thresholds: Object.entries(metrics)
      .flatMap(([name, { thresholds = {} }]) =>
        Object.entries(z.record(z.string(), z.boolean()).parse(thresholds)).map(
          ([condition, crossed]) => `${name} ${condition}: ${crossed ? 'crossed' : 'met'}`,
        ),
      )
      .toSorted(),
    figures: figuresOf(Object.entries(metrics)),
  };
}

function checksIn({ path, checks, groups }: z.infer<typeof group>): string[] {
  return [
    ...Object.values(checks).map(
      ({ name, passes, fails }) => `${path}::${name}: ${passes}, ${fails}`,
    ),
    ...Object.values(groups).flatMap(checksIn),
  ];
}

/** Those that the clock has no part in, of the script's own metrics. */
function figuresOf(
  metrics: readonly [string, Readonly<Record<string, unknown>>][],
): Seen['figures'] {
  return Object.fromEntries(
    metrics
      .filter(([name]) => isOwn(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, figures]) => [
        name,
        Object.fromEntries(
          Object.entries(figures).flatMap(([figure, value]) =>
            typeof value === 'number' && !('count' in figures && figure === 'rate')
              ? [[figure, value]]
              : [],
          ),
        ),
      ]),
  );
}

const logged = z.object({ source: z.string().optional(), msg: z.string() });

function messagesIn(log: string): string[] {
  return log
    .split('\n')
    .filter((one) => one.startsWith('{'))
    .map((one) => logged.parse(JSON.parse(one)))
    .flatMap(({ source, msg }) => (source === 'console' ? msg.split('\n') : []))
    .toSorted();
}
