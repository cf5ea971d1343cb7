import { runFiles } from '../../../core/run-folder/files/index.ts';
import type { TopologyRecord } from '../../../core/run-folder/files/topology.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { InstanceFigures, PartEvent, PartFigures } from '../schema.ts';
import { type Happening, happenings } from './events.ts';

/** Events told one by one: what a part that restarts for hours leaves is not read to its end. */
const mostEvents = 200;

/** What became of the system's parts; null where the target does not tell. */
export function partFigures(evidence: Evidence): PartFigures | null {
  const { manifest, topology, files } = evidence;
  const isTold = manifest.target.capabilities.observe.includes('topology');
  if (!isTold && files.of(runFiles.topology).bytes === undefined) return null;
  const all = happenings(topology).map((one) => eventOf(one, evidence));
  const worst = new Set(all.toSorted(byWeight).slice(0, mostEvents));
  return {
    instances: instancesOf(topology),
    events: all.filter((event) => worst.has(event)),
    beyond: all.length - worst.size,
  };
}

/** What lasts to the end first, then what lasted longest. */
export function byWeight(a: PartEvent, b: PartEvent): number {
  return Number(b.open) - Number(a.open) || (b.lastedMs ?? 0) - (a.lastedMs ?? 0);
}

function eventOf(one: Happening, { judged }: Evidence): PartEvent {
  const { at, until, lasts } = one;
  const end = until ?? Infinity;
  return {
    kind: one.kind,
    part: one.part,
    role: one.role,
    at: new Date(at).toISOString(),
    lastedMs: lasts && until !== undefined ? until - at : null,
    open: lasts && until === undefined,
    replacedBy: one.replacedBy,
    starts: one.starts,
    reason: one.reason,
    judged: judged.some(({ from, to }) => at < to * 1000 && end >= from * 1000),
  };
}

/** Every instance that was ever seen, as it was last. */
function instancesOf(records: readonly TopologyRecord[]): InstanceFigures[] {
  const instances = new Map<string, InstanceFigures>();
  for (const record of records) {
    if (!('instance' in record)) continue;
    const { instance, change, at } = record;
    const known = instances.get(instance.id);
    const time = new Date(at).toISOString();
    instances.set(instance.id, {
      name: instance.id,
      role: instance.role,
      zone: instance.zone ?? null,
      address: instance.address,
      from: known?.from ?? (change === 'appeared' ? time : null),
      to: change === 'gone' ? time : null,
      restarts: (known?.restarts ?? 0) + (change === 'restarted' ? 1 : 0),
      health: instance.health,
      warning: instance.warning ?? null,
    });
  }
  return [...instances.values()];
}
