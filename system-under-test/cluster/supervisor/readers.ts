import { rm } from 'node:fs/promises';
import { isAlive } from '../../../core/process-identity.ts';
import type { DatabaseNode } from '../database/node.ts';
import { until } from '../until.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Secrets } from '../state.ts';
import { connectionsOf } from '../database/connections.ts';
import type { PartRegistry } from './part-registry.ts';

/** What a reader that joins is; what is left out is as with the writer. */
export type NewReader = Partial<Pick<DatabaseNode, 'tier' | 'instanceClass' | 'zone' | 'weight'>>;

/** Readers as they come and go while the cluster runs. */
export interface Readers {
  /** Resolves with its name when it follows the writer and the reader endpoint gives it out. @throws Error that says why not */
  readonly add: (given: NewReader, why?: string) => Promise<string>;
  /** Ends a reader; its connections break. @throws Error that says why it is not done */
  readonly remove: (name: string) => Promise<void>;
  /**
   * Gives a reader out no longer and ends it when nobody uses it any more, or when all who could have renewed their
   * connections. @throws Error that says why it is not done
   */
  readonly drain: (name: string, why: string) => Promise<void>;
  /** Changes its share of the reader endpoint's answers. @throws Error that says why it is not done */
  readonly weigh: (name: string, weight: number) => void;
}

interface ReadersPlan {
  /** All that there are; grows and shrinks. */
  readonly nodes: DatabaseNode[];
  /** Makes the node of a free place; undefined when there is none left. */
  readonly newNode: (given: NewReader) => DatabaseNode | undefined;
  /** Starts and keeps a node; resolves when it is healthy. */
  readonly keep: (node: DatabaseNode, why?: string) => Promise<void>;
  /** From now on nobody looks after the node: once it has ended it stays away. */
  readonly letGo: (node: DatabaseNode) => void;
  readonly controlPlane: ControlPlane;
  readonly registry: PartRegistry;
  readonly secrets: Secrets;
  /** A reader that is drained has so long, milliseconds. */
  readonly drainMs: number;
}

const endWithinMs = 10_000;
const drainLookMs = 500;

export function createReaders(plan: ReadersPlan): Readers {
  const { nodes, controlPlane, registry } = plan;

  const readerNamed = (name: string): DatabaseNode => {
    const node = nodes.find((one) => one.name === name);
    if (node === undefined) throw new Error(`there is no database node "${name}"`);
    if (controlPlane.writer() === node) throw new Error(`${name} is the writer`);
    return node;
  };

  const forget = async (node: DatabaseNode): Promise<void> => {
    plan.letGo(node);
    nodes.splice(nodes.indexOf(node), 1);
    const pid = registry.find(node.name)?.pid ?? null;
    if (pid !== null && isAlive(pid)) {
      process.kill(pid, 'SIGKILL');
      if (!(await until(() => !isAlive(pid), { withinMs: endWithinMs })))
        throw new Error(`process ${pid} of ${node.name} does not end`);
    }
    registry.remove(node.name);
    // Another of this name begins with nothing.
    controlPlane.renewed(node);
    await rm(node.dataFolder, { recursive: true, force: true });
  };

  return {
    add: async (given, why) => {
      const node = plan.newNode(given);
      if (node === undefined) throw new Error('there are as many database nodes as there may be');
      nodes.push(node);
      try {
        await plan.keep(node, why);
      } catch (error) {
        await forget(node);
        throw error;
      }
      return node.name;
    },
    remove: async (name) => {
      const node = readerNamed(name);
      if (registry.find(name)?.health === 'starting') throw new Error(`${name} is being started`);
      await forget(node);
    },
    drain: async (name, why) => {
      const { weight } = readerNamed(name);
      registry.dismiss(name, why);
      registry.weigh(name, 0);
      const isIdle = async (): Promise<boolean> =>
        (await connectionsOf(readerNamed(name), plan.secrets)) === 0;
      try {
        await until(isIdle, { withinMs: plan.drainMs, everyMs: drainLookMs });
        registry.report(name, 'draining', 'taken away');
        await forget(readerNamed(name));
      } catch (error) {
        registry.weigh(name, weight);
        throw error;
      }
    },
    weigh: (name, weight) => registry.weigh(readerNamed(name).name, weight),
  };
}
