import type { InstanceChange, TopologyRecord } from '../../core/run-folder/files/topology.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Health, Instance, InstanceState } from '../../core/topology.ts';

/** An instance that is well, unless told otherwise. */
export function partState(instance: Instance, more: Partial<InstanceState> = {}): InstanceState {
  return { ...instance, health: 'healthy', since: 0, detail: '', restarts: 0, ...more };
}

/** All that the manifest knows, there from the beginning on. */
export function presentParts({ target }: Manifest, at: number): TopologyRecord[] {
  return target.instances.map((instance) => ({
    change: 'present',
    at,
    instance: partState(instance),
  }));
}

/** Changes of the health of one instance, one after the other. */
export function healthChanges(
  instance: InstanceState,
  ...steps: readonly (readonly [at: number, health: Health, detail?: string])[]
): InstanceChange[] {
  let from = instance.health;
  return steps.map(([at, health, detail = '']) => {
    const change: InstanceChange = {
      change: 'health',
      at,
      from,
      instance: { ...instance, health, detail, since: at },
    };
    from = health;
    return change;
  });
}
