import type { InstanceChange } from './files/topology.ts';
import type { InstanceState } from '../topology.ts';

/** Instances by id at a moment. */
export type TopologyPicture = ReadonlyMap<string, InstanceState>;

export function pictureOf(instances: readonly InstanceState[]): TopologyPicture {
  return new Map(instances.map((instance) => [instance.id, instance]));
}

/** What became of the instances between two pictures: those that went first, then the rest in their order. */
export function changesBetween(
  before: TopologyPicture,
  after: TopologyPicture,
  at: number,
): InstanceChange[] {
  const gone = [...before.values()].filter(({ id }) => !after.has(id));
  return [
    ...gone.map((instance): InstanceChange => ({ change: 'gone', at, instance })),
    ...[...after.values()].flatMap((instance) => changesOf(before.get(instance.id), instance, at)),
  ];
}

/** What became of one instance since it was last seen. Another detail alone is no change. */
export function changesOf(
  before: InstanceState | undefined,
  instance: InstanceState,
  at: number,
): InstanceChange[] {
  if (before === undefined) return [{ change: 'appeared', at, instance }];
  const changes: InstanceChange[] = [
    ...(isRestarted(before, instance) ? [{ change: 'restarted' as const, at, instance }] : []),
    ...(before.role === instance.role
      ? []
      : [{ change: 'role' as const, at, from: before.role, instance }]),
    // One that is as it was, but since later, was something else in between.
    ...(before.health === instance.health && before.since === instance.since
      ? []
      : [{ change: 'health' as const, at, from: before.health, instance }]),
    ...(before.weight === instance.weight
      ? []
      : [{ change: 'weight' as const, at, from: before.weight ?? null, instance }]),
    ...(before.warning === instance.warning ? [] : [{ change: 'warning' as const, at, instance }]),
  ];
  // Every change tells the whole state, so the rest needs one of its own only where it is all that changed.
  if (changes.length > 0 || isSamePlace(before, instance)) return changes;
  return [{ change: 'altered', at, instance }];
}

/** The picture after a change. */
export function applyChange(picture: TopologyPicture, change: InstanceChange): TopologyPicture {
  const next = new Map(picture);
  if (change.change === 'gone') next.delete(change.instance.id);
  else next.set(change.instance.id, change.instance);
  return next;
}

/** Whether it was started again, or another process has its name. */
function isRestarted(before: InstanceState, after: InstanceState): boolean {
  const isOther = before.pid !== undefined && after.pid !== undefined && before.pid !== after.pid;
  return after.restarts > before.restarts || isOther;
}

function isSamePlace(before: InstanceState, after: InstanceState): boolean {
  return (['address', 'zone', 'class', 'pid', 'restarts'] as const).every(
    (key) => before[key] === after[key],
  );
}
