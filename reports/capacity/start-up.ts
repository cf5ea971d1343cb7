import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';

/** Seconds from when each task appeared until it was healthy, of those that came while somebody looked. */
export function startUpSeconds(topology: readonly TopologyRecord[]): number[] {
  const appeared = new Map<string, number>();
  const seconds: number[] = [];
  for (const record of topology) {
    if (!('instance' in record) || record.instance.role !== 'task') continue;
    const { id, health } = record.instance;
    if (record.change === 'appeared' && health !== 'healthy') appeared.set(id, record.at);
    const from = appeared.get(id);
    if (record.change !== 'health' || health !== 'healthy' || from === undefined) continue;
    seconds.push((record.at - from) / 1000);
    appeared.delete(id);
  }
  return seconds;
}
