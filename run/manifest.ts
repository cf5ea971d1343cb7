import { execFile } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { promisify } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { openFilesLimit, totalMemory } from '../core/machine-limits.ts';
import type { ManifestEngine } from '../core/run-folder/manifest/engine.ts';
import { type Manifest, manifestVersion } from '../core/run-folder/manifest/manifest.ts';
import { hostsOf } from '../targets/hosts.ts';
import type { Target } from '../targets/target.ts';
import type { RunRequest } from './request.ts';

/** The manifest of a run that is about to begin. */
export async function manifestOf(
  request: RunRequest,
  target: Target,
  engine: ManifestEngine,
  run: { id: string; startedAt: number; workingDirectory: string; confined: boolean },
): Promise<Manifest> {
  const revision = await gitRevision(run.workingDirectory);
  const { name, kind, bookingMode, replication, instances, endpoints, capabilities } = target;
  return {
    schemaVersion: manifestVersion,
    id: run.id,
    target: {
      name,
      kind,
      ...(bookingMode === undefined ? {} : { bookingMode }),
      ...(replication === undefined ? {} : { replication }),
      tenants: target.tenants.map(({ id }) => id),
      instances: [...instances],
      endpoints,
      hosts: hostsOf(target),
      capabilities,
    },
    scenario: request.scenario,
    model: modelOf(request),
    visitorsAsked: request.visitors,
    ...(request.louder === undefined ? {} : { louder: request.louder }),
    ...(request.profile === undefined ? {} : { plan: request.profile.plan(request.visitors) }),
    ...(request.drill === undefined ? {} : { drill: request.drill }),
    phases: [...request.phases],
    seed: request.seed,
    engine,
    confined: run.confined,
    ownObjectives: request.objectives !== undefined,
    bilanciaVersion: packageJson.version,
    ...(revision === undefined ? {} : { gitRevision: revision }),
    machine: machineHere(),
    startedAt: new Date(run.startedAt).toISOString(),
  };
}

/** The machine that load is made on. */
export function machineHere(): Manifest['machine'] {
  const processor = cpus()[0]?.model.trim();
  return {
    cores: availableParallelism(),
    ...(processor ? { processor } : {}),
    memoryBytes: totalMemory(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    openFilesLimit: openFilesLimit()?.soft ?? 0,
  };
}

/** The revision of the checkout that a run is started from: whose system and scripts these were. */
async function gitRevision(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: folder });
    return stdout.trim();
  } catch {
    // No git, or no checkout: most users' folders are none, and a run needs neither.
    return undefined;
  }
}

/** A script of the user's own has a load of its own. */
export function modelOf({ profile }: RunRequest): Manifest['model'] {
  return profile?.model ?? 'foreign';
}
