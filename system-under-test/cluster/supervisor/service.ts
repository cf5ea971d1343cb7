import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import type { Part, PartKind } from '../state.ts';
import type { PartRegistry } from './part-registry.ts';
import { describeEnd, type Running, whyItFailed } from '../processes/launcher.ts';
import { type RestartAttempts, restartAttempts } from './restart-attempts.ts';

/** A part that is one process under one name and address for as long as the cluster lives. */
export interface Service {
  readonly name: string;
  readonly kind: PartKind;
  readonly address: string;
  readonly start: () => Running;
  /** One look at its health: what is good to know, or an error that says what is wrong. */
  readonly check: () => Promise<string>;
  /** Whether it is started again when it has ended. */
  readonly restart: boolean;
  /** Before it is started again. */
  readonly beforeRestart?: () => Promise<void>;
  /** What else is known of the part. */
  readonly facts?: Pick<Part, 'availabilityZone' | 'tier' | 'instanceClass' | 'weight' | 'why'>;
  /** Once after every start, when it answers. */
  readonly afterStart?: () => Promise<void>;
}

const startWithinMs = 60_000;
const checkEveryMs = 1000;
/** A machine under full load may make a healthy part miss a check; so many in a row are no accident. */
const failuresThatCount = 3;

/**
 * Starts a service and looks after it until `stopping`. Resolves when it is healthy for the first time.
 * @throws cluster-failed when it does not get so far
 */
export async function keepService(
  service: Service,
  registry: PartRegistry,
  stopping: AbortSignal,
): Promise<void> {
  const { name, kind, address, facts } = service;
  registry.add({ name, kind, address, ...facts });
  const running = service.start();
  registry.report(service.name, 'starting', '', running.child.pid ?? null);
  await becomeHealthy(service, registry, running);
  void keep(service, registry, running, stopping);
}

async function becomeHealthy(
  service: Service,
  registry: PartRegistry,
  running: Running,
): Promise<void> {
  await running.untilItWorks(service.check, startWithinMs);
  await service.afterStart?.();
  const detail = await running.untilItWorks(service.check, startWithinMs);
  registry.report(service.name, 'healthy', detail);
}

async function keep(
  service: Service,
  registry: PartRegistry,
  first: Running,
  stopping: AbortSignal,
): Promise<void> {
  const attempts = restartAttempts();
  let running: Running | undefined = first;
  for (;;) {
    if (running !== undefined) {
      const startedAt = performance.now();
      const end = await watch(service, registry, running, stopping);
      if (end === undefined) return;
      const reason = attempts.ended(end, performance.now() - startedAt, running.lastWords);
      registry.report(service.name, 'unhealthy', reason, null);
    }
    if (!service.restart) return;
    await pause(attempts.delayMs());
    if (stopping.aborted) return;
    registry.restarted(service.name);
    running = await startAgain(service, registry, attempts);
  }
}

/** Undefined when it did not become healthy: then nothing of it is left. */
async function startAgain(
  service: Service,
  registry: PartRegistry,
  attempts: RestartAttempts,
): Promise<Running | undefined> {
  let running: Running | undefined;
  try {
    await service.beforeRestart?.();
    running = service.start();
    // What fails again and again does not look as if it were about to work.
    const before = registry.find(service.name);
    const [health, detail] = attempts.areHopeless()
      ? (['unhealthy', before?.detail ?? ''] as const)
      : (['starting', ''] as const);
    registry.report(service.name, health, detail, running.child.pid ?? null);
    await becomeHealthy(service, registry, running);
    return running;
  } catch (error) {
    const why = running === undefined ? reasonOf(error) : whyItFailed(running, error);
    running?.child.kill('SIGKILL');
    await running?.ended;
    registry.report(service.name, 'unhealthy', attempts.failed(why, running?.lastWords), null);
    return undefined;
  }
}

/** Looks at a running service now and then, until it ends: how it did. Undefined when all is over. */
async function watch(
  service: Service,
  registry: PartRegistry,
  { child, ended }: Running,
  stopping: AbortSignal,
): Promise<string | undefined> {
  const end = ended.then((how) => ({ how }));
  let failures = 0;
  for (;;) {
    const finished = await Promise.race([end, pause(checkEveryMs)]);
    if (stopping.aborted) return undefined;
    if (finished !== undefined) return describeEnd(finished.how);
    try {
      registry.report(service.name, 'healthy', await service.check(), child.pid ?? null);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= failuresThatCount) {
        registry.report(service.name, 'unhealthy', reasonOf(error));
      }
    }
  }
}
