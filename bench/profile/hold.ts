import { setTimeout as wait } from 'node:timers/promises';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { performRun } from '../../run/perform.ts';
import { rampAndHold } from '../../run/request.ts';
import type { Profile } from '../../scenarios/profiles.ts';
import { clusterState } from '../../targets/local-cluster.ts';
import { localTarget } from '../../targets/local.ts';
import { type GeneratorProcess, generatorProcesses } from './generator-processes.ts';
import { type CpuSeconds, cpuSeconds, minus, processesOf } from './parts.ts';

export interface HoldPlan {
  readonly cluster: string;
  readonly scenario: string;
  readonly profile: Profile;
  readonly visitors: number;
  /** How much of the hold is measured. */
  readonly seconds: number;
  /** Run folder to make. */
  readonly out: string;
  readonly interrupted: AbortSignal;
  readonly say: (line: string) => void;
  /** Done in the rest of the hold, when what it costs no longer counts, and how long it takes. */
  readonly afterwards: (generators: readonly GeneratorProcess[]) => Promise<void>;
  readonly afterwardsSeconds: number;
}

/** What a part of the hold took. */
export interface HoldCost {
  /** Between the marks. */
  readonly seconds: number;
  readonly cpu: CpuSeconds;
  /** Answered between the marks. */
  readonly requests: ReadonlyMap<string, number>;
  readonly outcome: string;
}

interface Mark {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly cpu: CpuSeconds;
}

/** For whole seconds at both ends, and a machine that is busy. */
const spareSeconds = 5;

/** Plays the profile and looks at the CPU time of every part when its hold begins and some time later. */
export async function costOfHold(plan: HoldPlan): Promise<HoldCost> {
  const target = await localTarget(plan.cluster);
  let first: Mark | undefined;
  let last: Mark | undefined;
  const work: Promise<void>[] = [];
  const take = async (): Promise<Mark> => {
    const generators = (await generatorProcesses()).map(({ pid }) => pid);
    await untilNextSecond();
    const processes = processesOf(await clusterState(plan.cluster), generators);
    return { at: Date.now(), cpu: await cpuSeconds(processes) };
  };
  const during = async (): Promise<void> => {
    first = await take();
    await wait(first.at + plan.seconds * 1000 - Date.now() - 500);
    last = await take();
    await plan.afterwards(await generatorProcesses());
  };
  const { verdict } = await performRun(
    {
      env: process.env,
      workingDirectory: process.cwd(),
      now: Date.now,
      interrupted: plan.interrupted,
    },
    { live: () => undefined, say: plan.say, end: () => undefined },
    {
      scenario: plan.scenario,
      profile: plan.profile,
      script: plan.profile.script,
      engine: 'k6',
      visitors: plan.visitors,
      phases: rampAndHold(
        plan.visitors,
        plan.profile.rampSeconds,
        spareSeconds + plan.seconds + plan.afterwardsSeconds,
      ),
      seed: 1,
      out: plan.out,
      settings: {},
    },
    target,
    {
      confirmed: false,
      hooks: {
        before: async ({ kind }) => {
          if (kind === 'hold') work.push(during());
        },
      },
    },
  );
  await Promise.all(work);
  if (first === undefined || last === undefined) throw new Error('the hold was never reached');
  return {
    seconds: (last.at - first.at) / 1000,
    cpu: minus(last.cpu, first.cpu),
    requests: await requestsBetween(plan.out, first.at, last.at),
    outcome: verdict.outcome,
  };
}

async function untilNextSecond(): Promise<void> {
  await wait(1000 - (Date.now() % 1000));
}

/** Requests by name that were answered from one moment to another, both near the beginning of a second. */
async function requestsBetween(
  folder: string,
  from: number,
  to: number,
): Promise<Map<string, number>> {
  const [begin, end] = [Math.round(from / 1000), Math.round(to / 1000)];
  const counts = new Map<string, number>();
  for await (const { t, name, n, outside } of readRecords(folder, runFiles.histograms)) {
    if (t < begin || t >= end || outside !== undefined) continue;
    counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return counts;
}
