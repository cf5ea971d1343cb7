import type { Instance, Role } from './topology.ts';

/** The instances that have a role, in the order given. */
export function withRole<T extends Pick<Instance, 'role'>>(
  instances: readonly T[],
  role: Role,
): T[] {
  return instances.filter((instance) => instance.role === role);
}
