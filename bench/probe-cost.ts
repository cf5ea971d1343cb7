import { parseArgs } from 'node:util';
import { parseStat, readOfProcess } from '../core/process-files.ts';
import { pick } from '../core/nearest.ts';
import { pause } from '../core/pause.ts';
import { sum } from '../core/statistics/sample.ts';
import { withRole } from '../core/with-role.ts';
import type { ProbeEntry } from '../probes/contract/probe.ts';
import { probes } from '../probes/index.ts';
import { localTarget } from '../targets/local.ts';
import { openCluster } from '../targets/own-cluster.ts';
import type { Target } from '../targets/target.ts';
import type { Bench } from './bench.ts';
import { positive } from './measure.ts';
import { spread } from './reading-groups.ts';

/** Of one core, for all nodes of the database together. */
const most = 0.01;

/**
 * What each probe costs the database at its default pace: CPU time of its nodes (`/proc/PID/stat`) while the probe looks
 * at a cluster at rest, less what they take without it, by turns. Flags: `--seconds 20`, `--turns 3`, `--only NAME`. Ends
 * with 1 above 1 % of a core for all nodes together.
 */
export const probeCost: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '20' },
      turns: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  });
  const ms = positive('--seconds', values.seconds) * 1000;
  const turns = positive('--turns', values.turns);
  const all: Readonly<Record<string, ProbeEntry>> = probes;
  const chosen =
    values.only === undefined
      ? Object.entries(all)
      : [[values.only, pick('probe', values.only, all)] as const];
  const name = `cost-${process.pid}`;
  const signal = new AbortController().signal;
  await using cluster = await openCluster(name, {
    flags: ['--size=small', '--tasks=1'],
    env: process.env,
    signal,
  });
  const local = await localTarget(cluster.name);
  // Nothing splits reads here: the writer has all that a proxy would send it, and what readers would get.
  const sqlProxy = local.database?.writer.address;
  const endpoints = { ...local.endpoints, ...(sqlProxy === undefined ? {} : { sqlProxy }) };
  const target = { ...local, endpoints };
  // Whatever the nodes have to do after their start.
  await pause(5_000, signal);
  const shares = new Map<string, number[]>(chosen.map(([probe]) => [probe, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    const rest = await shareDuring(target, () => pause(ms, signal));
    for (const [probe, entry] of chosen) {
      const share = await shareDuring(target, () => look(target, entry, ms));
      shares.get(probe)?.push(share - rest);
    }
  }
  for (const [probe, own] of shares) {
    const { median, min, max } = spread(own);
    print(`  ${probe}: ${percent(median)} of a core (${percent(min)} to ${percent(max)})`);
    if (median > most) process.exitCode = 1;
  }
};

async function look(target: Target, { load }: ProbeEntry, ms: number): Promise<void> {
  const { sample } = await load();
  const until = AbortSignal.timeout(ms);
  const context = { settings: {}, tell: () => undefined, allow: () => Promise.resolve() };
  for await (const _ of sample({ target, until, ...context }));
  // One that looks once costs nothing for the rest of the time.
  await pause(ms, until);
}

/** CPU seconds of all database nodes together, a second, while something is done. */
async function shareDuring(target: Target, doing: () => Promise<void>): Promise<number> {
  const [from, before] = [performance.now(), await cpuSecondsOf(target)];
  await doing();
  return ((await cpuSecondsOf(target)) - before) / ((performance.now() - from) / 1000);
}

async function cpuSecondsOf({ instances }: Target): Promise<number> {
  const nodes = [...withRole(instances, 'writer'), ...withRole(instances, 'reader')];
  const each = nodes.map(async ({ id, pid }) => {
    const stat = pid === undefined ? undefined : await readOfProcess(pid, 'stat');
    if (stat === undefined) throw new Error(`${id} has no process`);
    return parseStat(stat).cpuSeconds;
  });
  return sum(await Promise.all(each));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
