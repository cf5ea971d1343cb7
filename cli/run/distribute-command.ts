import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import { judgeRun } from '../../reports/report.ts';
import { planDistribution } from '../../run/distribute.ts';
import { distributors } from '../../scenarios/distributed/distributors.ts';
import {
  calibrate,
  generatorsNeeded,
  shareOf,
  usualNeeds,
} from '../../scenarios/distributed/sizing.ts';
import { writeDistribution } from '../../scenarios/distributed/write.ts';
import { profiles } from '../../scenarios/profiles.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { isThisMachine, namesOf } from '../../targets/hosts.ts';
import type { Target } from '../../targets/target.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { requestOf } from './request.ts';

export interface DistributeFlags {
  readonly visitors?: number;
  readonly duration?: number;
  readonly ramp?: number;
  readonly seed?: number;
  readonly generators?: number;
  readonly target: string;
  readonly calibration?: string;
  readonly region: string;
  readonly out: string;
  readonly json: boolean;
}

/** `bilancia distribute`: writes what another engine needs to play one of our profiles from several machines. */
export async function distributeCommand(
  this: Context,
  flags: DistributeFlags,
  by: string,
  scenario: string,
): Promise<void> {
  const distributor = pick('engine', by, distributors);
  const profile = pick('scenario', scenario, profiles);
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const { generators: _count, ...load } = flags;
  const request = requestOf(
    this,
    { ...load, abortEarly: false, iMayTestThisSystem: false },
    scenario,
  );
  const target = await describedTarget(at(flags.target), this.process.env);
  await refuseLoopback(target);
  const needs =
    flags.calibration === undefined ? usualNeeds : await calibrated(at(flags.calibration));
  const users = profile.virtualUsers(request.visitors).most;
  const { size } = distributor;
  const generators = flags.generators ?? generatorsNeeded(users, needs, size);
  if (generators > request.visitors)
    throw knownError('bad-value', {
      what: '--generators',
      given: String(generators),
      expected: `at most the number of visitors, ${request.visitors}`,
    });
  const share = shareOf(users, generators, needs, size);
  const { workingDirectory } = this;
  const planned = await planDistribution(request, target, {
    by,
    engine: distributor.engine,
    generators,
    now: this.now(),
    workingDirectory,
  });
  const folder = at(flags.out);
  const distribution = { ...planned, profile, share, region: flags.region };
  const files = await writeDistribution(distributor, distribution, folder);
  if (flags.json) writeJson(this, { schemaVersion: 1, folder, files, generators, share });
  else
    writeLines(this, [
      `Wrote ${files.join(', ')} in ${folder}.`,
      `${generators} generators with up to ${share.virtualUsers} virtual users each: ${share.cores} cores, ${Math.ceil(share.memoryBytes / 2 ** 20)} MiB, ${share.openFiles} open files.`,
      'README.md there says how to go on.',
    ]);
}

/** Generators on other machines would turn to themselves. */
async function refuseLoopback(target: Target): Promise<void> {
  for (const name of namesOf(target)) {
    if (!(await isKnownAsOurs(name))) continue;
    throw knownError('cannot-distribute', {
      what: `A load on ${target.endpoints.baseUrl}`,
      reason: `${name} is this machine, and on each generator it is the generator itself`,
      remedy: 'Give the address that other machines reach it by.',
    });
  }
}

/** A name that only the generators' network knows is not this machine's. */
async function isKnownAsOurs(name: string): Promise<boolean> {
  try {
    return await isThisMachine(name);
  } catch (error) {
    if (hasCode(error, 'ENOTFOUND') || hasCode(error, 'EAI_AGAIN')) return false;
    throw error;
  }
}

/** What a visitor took in a run; one whose generator was the limit says too little. */
async function calibrated(folder: string): ReturnType<typeof calibrate> {
  const { verdict } = await judgeRun(folder);
  if (verdict.outcome === 'invalid')
    throw knownError('cannot-distribute', {
      what: folder,
      reason: `as a calibration it is invalid: ${verdict.reasons[0] ?? ''}`.replace(/\.$/, ''),
      remedy: 'Calibrate by a run that passed.',
    });
  return calibrate(folder);
}
