/** A resource of a small plan; what is not given is empty. */
export interface PlannedResource {
  readonly values: object;
  /** What is known after apply only. */
  readonly unknown?: object;
  /** The configuration of arguments. */
  readonly expressions?: object;
}

/** What `terraform show -json` would print of resources by type, or by type and name; the name is `x` otherwise. */
export function planOf(resources: Readonly<Record<string, PlannedResource>>): string {
  const all = Object.entries(resources).map(([key, resource]) => {
    const [type = '', name = 'x'] = key.split('.');
    return { type, name, address: `${type}.${name}`, mode: 'managed', ...resource };
  });
  return JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: all.map(({ unknown: _unknown, expressions: _written, ...one }) => one),
      },
    },
    resource_changes: all.map(({ address, unknown = {} }) => ({
      address,
      change: { after_unknown: unknown },
    })),
    configuration: { root_module: { resources: all } },
  });
}
