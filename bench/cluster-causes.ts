import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pick } from '../core/nearest.ts';
import { seededRandom } from '../core/seeded-random.ts';
import { type Analysis, analyze } from '../reports/balance/analyze.ts';
import { readSources } from '../reports/balance/sources/read-sources.ts';
import { localTarget } from '../targets/local.ts';
import { openCluster } from '../targets/own-cluster.ts';
import type { Target } from '../targets/target.ts';
import type { Bench } from './bench.ts';
import { type ClusterFault, clusterFaults } from './cluster-causes/faults.ts';
import { record } from './cluster-causes/record.ts';
import { type Load, visit } from './cluster-causes/visitors.ts';
import { positive } from './measure.ts';

const pages = ['/', '/campsites/RIV1', '/inventory/v1/properties'];

/** Tasks compile what they run often. */
const warmUpMs = 15_000;
const mostAgain = 3;

interface Plan {
  readonly seconds: number;
  readonly perSecond: number;
  readonly random: () => number;
}

/**
 * How often the cause is named that was injected into the local cluster: a task frozen part of the time, a slow one, a zone
 * with half the tasks, visitors who stick to their task; and how often something is said where nothing was done. Flags:
 * `--runs 10`, `--only frozen`, `--seconds 75`, `--rate 120` requests a second, `--seed 1`, `--keep FOLDER`. Ends with 1
 * where fewer than nine of ten are named.
 */
export const clusterCauses: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '10' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '75' },
      rate: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'string' },
    },
  });
  const byCause = Object.fromEntries(clusterFaults.map((fault) => [fault.cause, fault]));
  const faults = values.only === undefined ? clusterFaults : [pick('cause', values.only, byCause)];
  const plan = {
    seconds: positive('--seconds', values.seconds),
    perSecond: positive('--rate', values.rate),
    random: seededRandom(positive('--seed', values.seed)),
  };
  const runs = positive('--runs', values.runs);
  const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'bilancia-causes-')));
  const name = `causes-${process.pid}`;
  const signal = new AbortController().signal;
  const flags = ['--size=small', '--tasks=3', '--stickiness=cookie'];
  try {
    await using stack = new AsyncDisposableStack();
    stack.use(await openCluster(name, { flags, env: process.env, signal }));
    const target = await localTarget(name);
    await visit(loadOf(target, plan, false), plan.random, AbortSignal.timeout(warmUpMs));
    for (const fault of faults) {
      let named = 0;
      for (let nth = 0; nth < runs; nth += 1) {
        const own = join(folder, `${fault.cause}-${nth}`);
        await mkdir(own, { recursive: true });
        const play = (): ReturnType<typeof isNamed> =>
          isNamed(target, fault, { ...plan, nth, folder: own, print });
        // A machine that is busy with other things tells nothing of the tasks.
        let said = await play();
        for (let again = 0; said === 'disturbed' && again < mostAgain; again += 1)
          said = await play();
        if (said === 'right') named += 1;
      }
      print(`${fault.name}: ${fault.cause} in ${named} of ${runs}`);
      if (named < 0.9 * runs) process.exitCode = 1;
    }
  } finally {
    if (values.keep === undefined) await rm(folder, { recursive: true });
  }
};

async function isNamed(
  target: Target,
  fault: ClusterFault,
  {
    nth,
    folder,
    print,
    ...plan
  }: Plan & { nth: number; folder: string; print: (line: string) => void },
): Promise<'right' | 'wrong' | 'disturbed'> {
  const until = AbortSignal.timeout(plan.seconds * 1000);
  const begun = performance.now();
  const [guilty, { sent, failed }] = await Promise.all([
    fault.inject(target, nth, until),
    visit(loadOf(target, plan, fault.hasStickyHalf), plan.random, until),
    record(target, folder, until),
  ]);
  const elapsed = (performance.now() - begun) / 1000;
  if (sent < 0.9 * plan.perSecond * plan.seconds || elapsed > 1.3 * plan.seconds) {
    print(`  disturbed: ${sent} requests in ${elapsed.toFixed(0)} s`);
    return 'disturbed';
  }
  const { services } = await readSources([folder]);
  const analysis = services.map(analyze).at(0);
  if (analysis === undefined) throw new Error('there are no events');
  const said = analysis.causes[0]?.kind ?? 'none';
  const isRight = said === fault.cause && hasGuilty(analysis, guilty);
  print(
    `  ${isRight ? 'right' : 'WRONG'}: ${said} ${(analysis.causes[0]?.evidence ?? []).join('; ')}${failed > 0 ? `; ${failed} requests failed` : ''}`,
  );
  return isRight ? 'right' : 'wrong';
}

function loadOf({ endpoints, tenants }: Target, { perSecond }: Plan, hasStickyHalf: boolean): Load {
  const host = tenants[0]?.host ?? '';
  return { baseUrl: endpoints.baseUrl, host, paths: pages, perSecond, hasStickyHalf };
}

function hasGuilty({ causes }: Analysis, guilty: readonly string[]): boolean {
  const named = causes[0]?.units.map((id) => `task-${id.slice(0, 8)}`) ?? [];
  return guilty.length === 0 || named.toSorted().join(' ') === guilty.toSorted().join(' ');
}
