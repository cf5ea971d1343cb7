import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import type { PartKind } from '../state.ts';
import type { PartRegistry } from './part-registry.ts';
import { describeEnd, type Running } from '../processes/launcher.ts';

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
  /** Once after every start, when it answers. */
  readonly afterStart?: () => Promise<void>;
}

const startWithinMs = 60_000;
const checkEveryMs = 1000;
/** A machine under full load may make a healthy part miss a check; so many in a row are no accident. */
const failuresThatCount = 3;

/** Waits before a part is started again: at first hardly, then longer for one that never lives long. */
const restartDelays = { first: 100, most: 10_000, goodLifeMs: 5000 } as const;

/**
 * Starts a service and looks after it until `stopping`. Resolves when it is healthy for the first time.
 * @throws cluster-failed when it does not get so far
 */
export async function keepService(
  service: Service,
  registry: PartRegistry,
  stopping: AbortSignal,
): Promise<void> {
  registry.add({ name: service.name, kind: service.kind, address: service.address });
  const running = await startOnce(service, registry);
  void keep(service, registry, running, stopping);
}

async function startOnce(service: Service, registry: PartRegistry): Promise<Running> {
  const running = service.start();
  registry.report(service.name, 'starting', '', running.child.pid ?? null);
  await running.untilItWorks(service.check, startWithinMs);
  await service.afterStart?.();
  registry.report(
    service.name,
    'healthy',
    await running.untilItWorks(service.check, startWithinMs),
  );
  return running;
}

async function keep(
  service: Service,
  registry: PartRegistry,
  first: Running,
  stopping: AbortSignal,
): Promise<void> {
  let delay: number = restartDelays.first;
  let running: Running | undefined = first;
  while (!stopping.aborted) {
    const startedAt = performance.now();
    if (running !== undefined) await watch(service, registry, running, stopping);
    if (stopping.aborted || !service.restart) return;
    const lived = performance.now() - startedAt;
    delay = lived > restartDelays.goodLifeMs ? restartDelays.first : delay * 2;
    await pause(Math.min(delay, restartDelays.most));
    registry.restarted(service.name);
    running = await startOnce(service, registry).catch((error: unknown) => {
      registry.report(service.name, 'unhealthy', reasonOf(error), null);
      return undefined;
    });
  }
}

/** Looks at a running service now and then, until it ends. */
async function watch(
  service: Service,
  registry: PartRegistry,
  { child, ended }: Running,
  stopping: AbortSignal,
): Promise<void> {
  const end = ended.then((how) => ({ how }));
  let failures = 0;
  for (;;) {
    const finished = await Promise.race([end, pause(checkEveryMs)]);
    if (stopping.aborted) return;
    if (finished !== undefined) {
      registry.report(service.name, 'unhealthy', describeEnd(finished.how), null);
      return;
    }
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
