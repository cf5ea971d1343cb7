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
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  /** Run folder to make. */
  readonly out: string;
  readonly interrupted: AbortSignal;
  readonly say: (line: string) => void;
  /** Done during the hold, besides: e.g. taking profiles. */
  readonly meanwhile: (generators: readonly GeneratorProcess[]) => Promise<void>;
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

/** Plays the profile and looks at the CPU time of every part near both ends of its hold. */
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
    const meanwhile = plan.meanwhile(await generatorProcesses());
    await wait(plan.holdSeconds * 1000 - (Date.now() - first.at) - 2000);
    last = await take();
    await meanwhile;
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
      phases: rampAndHold(plan.visitors, plan.rampSeconds, plan.holdSeconds),
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
