import { flushCompileCache } from 'node:module';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import { processIdentity, type ProcessIdentity } from '../../../core/process-identity.ts';
import { claimFolder } from '../claim.ts';
import { clusterPaths } from '../folder.ts';
import { clusterOptionsSchema } from '../options.ts';
import { tokenVariable } from '../owner.ts';
import { findPrograms } from '../processes/programs.ts';
import { startReaper } from '../reaper.ts';
import { reaperOptions } from '../remains.ts';
import { findProxy } from '../sql-proxy/location.ts';
import type { ClusterState, PartChanges } from '../state.ts';
import { createPartRegistry } from './part-registry.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { actions } from './actions.ts';
import { startControl } from './control.ts';
import { whenGone } from './folder-watch.ts';
import { createLauncher } from '../processes/launcher.ts';
import { watchLifeline } from './lifeline.ts';
import { failureMessage, type Message } from './messages.ts';
import { watchOutputs } from './output-watch.ts';
import { supervisorLog } from './supervisor-log.ts';

/**
 * The supervisor: one process that starts a cluster, looks after it, and takes it down. It is the only parent of all
 * other processes, so that they cannot outlive it. However it ends, the last step is the same: it is gone, and the
 * kernel and the reaper do the rest. So there is one way to clean up, and it is used every day.
 */
const options = clusterOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const token = process.env[tokenVariable] ?? '';
const paths = clusterPaths(options.name);
const startedAt = new Date().toISOString();
const stopping = new AbortController();
const drainMs = 9000;

const ownLog = supervisorLog(paths, Date.now);
const log = ownLog.write;

const tell = (message: Message): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

function identityOf(pid: number | undefined): ProcessIdentity {
  const identity = pid === undefined ? undefined : processIdentity(pid);
  if (identity === undefined) throw new Error('a process that was just started is gone');
  return identity;
}

async function main(): Promise<void> {
  const registry = createPartRegistry(Date.now, log);
  const reaper = startReaper(reaperOptions(options.name, token));
  const owner = { token, supervisor: identityOf(process.pid), reaper: identityOf(reaper.pid) };
  const programs = findPrograms();
  // Before anything is touched.
  if (options.sqlProxy !== 'off') findProxy(process.env);
  await claimFolder(options.name, owner);
  whenGone(paths.owner, stopping.signal, vanish).catch(fail);
  registry.add({
    name: 'supervisor',
    kind: 'supervisor',
    address: paths.control,
    pid: process.pid,
    health: 'healthy',
  });
  const launcher = createLauncher(token, paths, programs);
  const plan = {
    options,
    launcher,
    registry,
    stopping: stopping.signal,
    now: Date.now,
    say: (line: string) => tell({ say: line }),
    log,
  };
  const cluster = await startCluster(plan);
  watchOutputs({ launcher, registry, log: ownLog, stopping: stopping.signal }).catch(fail);
  const state = (): ClusterState => ({
    schemaVersion: 1,
    options,
    phase: stopping.signal.aborted ? 'stopping' : 'ready',
    startedAt,
    ...cluster.facts,
    failovers: [...cluster.controlPlane.failovers()],
    deployments: [...cluster.deployments.list()],
    autoscaling: cluster.autoscalers.map((one) => one.state()),
    parts: [...registry.list()],
  });
  const changes = (after: number): PartChanges => ({
    startedAt,
    newest: registry.newest(),
    steps: [...registry.stepsAfter(after)],
    parts: [...registry.list()],
  });
  await startControl(paths.control, {
    state,
    changes,
    act: actions(registry, cluster),
    stop,
  });
  drain = cluster.drain;
  tell({ ready: state() });
  // It would be written at a normal exit, which this process never makes.
  flushCompileCache();
}

let drain: Cluster['drain'] | undefined;

/** Ends the cluster; a second reason changes nothing. */
function stop(reason: string): void {
  if (stopping.signal.aborted) return;
  stopping.abort();
  log(`taking the cluster down: ${reason}`);
  const drained = drain === undefined ? Promise.resolve() : drain(drainMs);
  drained.then(vanish, (error: unknown) => {
    log(`could not drain: ${reasonOf(error)}`);
    vanish();
  });
}

function vanish(): void {
  process.kill(process.pid, 'SIGKILL');
}

function fail(error: unknown): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const full = hasCode(error, 'ENOSPC')
    ? knownError('disk-full', { path: paths.folder }, error)
    : error;
  tell(failureMessage(full));
  vanish();
}

// The launcher may leave; nothing that it would have been told matters any more.
process.stdout.on('error', () => undefined);
process.on('uncaughtException', fail);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => stop(signal));
}
watchLifeline(process.stdin, () => stop('its launcher ended'));
main().catch(fail);
