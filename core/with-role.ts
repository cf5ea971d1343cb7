import type { Instance, Role } from './topology.ts';

/** The instances that have a role, in the order given. */
export function withRole(instances: readonly Instance[], role: Role): Instance[] {
  return instances.filter((instance) => instance.role === role);
}
