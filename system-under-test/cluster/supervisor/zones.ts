const availabilityZones = ['local-1a', 'local-1b', 'local-1c'] as const;

/** The zone of the n-th of several equal parts: they go round. */
export function zoneOf(index: number, of: number = availabilityZones.length): string {
  return availabilityZones[index % of] ?? availabilityZones[0];
}
