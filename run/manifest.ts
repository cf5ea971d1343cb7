import { execFile } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import type { K6Location } from '../scenarios/engines/k6/location.ts';
import type { Manifest } from '../core/run-folder/manifest.ts';
import type { Target } from '../targets/target.ts';
import { openFilesLimit } from '../cli/doctor/machine.ts';
import type { RunRequest } from '../cli/run/request.ts';

/** The manifest of a run that is about to begin. */
export async function manifestOf(
  request: RunRequest,
  target: Target,
  k6: K6Location,
  run: { id: string; startedAt: number; workingDirectory: string },
): Promise<Manifest> {
  const revision = await gitRevision(run.workingDirectory);
  const { bookingMode, replication } = target;
  return {
    schemaVersion: 1,
    id: run.id,
    target: {
      name: target.name,
      kind: target.kind,
      baseUrl: target.baseUrl.href,
      ...(bookingMode === undefined ? {} : { bookingMode }),
      ...(replication === undefined ? {} : { replication }),
      tenants: target.tenants.map(({ id }) => id),
      database: target.database !== undefined,
      parts: { ...target.parts },
    },
    scenario: request.scenario,
    model: request.profile?.model ?? 'foreign',
    visitorsAsked: request.visitors,
    ...(request.profile === undefined ? {} : { plan: request.profile.plan(request.visitors) }),
    rampSeconds: request.rampSeconds,
    holdSeconds: request.holdSeconds,
    seed: request.seed,
    engine: { name: 'k6', version: k6.version, extensions: [] },
    bilanciaVersion: packageJson.version,
    ...(revision === undefined ? {} : { gitRevision: revision }),
    machine: {
      cores: availableParallelism(),
      memoryBytes: totalmem(),
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
      openFilesLimit: openFilesLimit() ?? 0,
    },
    startedAt: new Date(run.startedAt).toISOString(),
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
