import { availableParallelism } from 'node:os';
import { reasonOf } from '../../../core/errors.ts';
import { mean } from '../../../core/statistics/sample.ts';
import { type Autoscaler, createAutoscaler, type Scalable } from '../autoscaling/autoscaler.ts';
import { usageBetweenLooks } from '../autoscaling/cpu.ts';
import { reserved } from '../container-insights/event.ts';
import { connectionsOf } from '../database/connections.ts';
import type { DatabaseNode } from '../database/node.ts';
import type { ClusterOptions } from '../options.ts';
import type { Secrets } from '../state.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Deployments } from './deployments.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Readers } from './readers.ts';
import type { Tasks } from './tasks.ts';

interface AutoscalingPlan {
  readonly options: ClusterOptions;
  readonly tasks: Tasks;
  readonly deployments: Deployments;
  /** All that there are; grows and shrinks. */
  readonly nodes: readonly DatabaseNode[];
  readonly readers: Readers;
  readonly controlPlane: ControlPlane;
  readonly registry: PartRegistry;
  readonly secrets: Secrets;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Scales what is to scale, until `stopping`. */
export function startAutoscalers(plan: AutoscalingPlan): Autoscaler[] {
  const { options, stopping, now, log } = plan;
  const clock = { minuteMs: options.autoscalingMinuteMs, now, log };
  return options.autoscaling.map((autoscaling) => {
    const { what } = autoscaling;
    const scalable = what === 'tasks' ? scalableTasks(plan) : scalableReaders(plan);
    const autoscaler = createAutoscaler(autoscaling, scalable, clock);
    autoscaler
      .run(stopping)
      .catch((error: unknown) => log(`${what} scale no longer: ${reasonOf(error)}`));
    return autoscaler;
  });
}

/** As ECS: averages are those of what the tasks reserve, tasks that only start included. */
function scalableTasks({ tasks, deployments }: AutoscalingPlan): Scalable {
  const look = usageBetweenLooks();
  return {
    own: Infinity,
    desired: deployments.desired,
    isDeploying: deployments.isRolling,
    isUnavailable: () => false,
    scaleTo: deployments.scale,
    measure: async () => {
      const used = await look(tasks.list().map(({ taskId, pid }) => ({ id: taskId, pid })));
      const cpu = used.map(({ cores }) => (cores * 1024) / reserved.cpuUnits);
      const memory = used.map(({ memoryBytes }) => memoryBytes / 1024 / 1024 / reserved.memoryMb);
      return new Map([
        ['cpu', percentOf(cpu)],
        ['memory', percentOf(memory)],
      ]);
    },
  };
}

/** As Aurora: nothing is changed until all readers are there, and only readers are taken away that were added here. */
function scalableReaders(plan: AutoscalingPlan): Scalable {
  const { nodes, readers, controlPlane, registry, secrets } = plan;
  const look = usageBetweenLooks();
  const added = new Set<string>();
  let underWay = false;
  const all = (): DatabaseNode[] => nodes.filter((node) => node !== controlPlane.writer());

  const resize = async (by: number, why: string): Promise<void> => {
    if (by > 0) {
      const one = async (): Promise<void> => void added.add(await readers.add({}, why));
      await Promise.all(Array.from({ length: by }, one));
      return;
    }
    // The newest go first.
    const able = all().filter(({ name }) => added.has(name));
    for (const { name } of able.slice(by)) {
      await readers.drain(name, why);
      added.delete(name);
    }
  };
  return {
    own: 0,
    desired: () => nodes.length - 1,
    isDeploying: () => false,
    isUnavailable: () =>
      underWay || all().some(({ name }) => registry.find(name)?.health !== 'healthy'),
    scaleTo: async (count, why) => {
      underWay = true;
      try {
        await resize(count - all().length, why);
      } finally {
        underWay = false;
      }
    },
    measure: async () => {
      const seen = all();
      const pids = seen.map(({ name }) => ({ id: name, pid: registry.find(name)?.pid ?? null }));
      const asked = await Promise.allSettled(seen.map((node) => connectionsOf(node, secrets)));
      const open = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const used = await look(pids);
      return new Map([
        ['cpu', percentOf(used.map(({ cores }) => cores / availableParallelism()))],
        ['connections', open.length === 0 ? null : mean(open)],
      ]);
    },
  };
}

function percentOf(fractions: readonly number[]): number | null {
  return fractions.length === 0 ? null : mean(fractions) * 100;
}
