import type { InstanceChange, TopologyRecord } from '../../../core/run-folder/files/topology.ts';
import type { InstanceState, Role } from '../../../core/topology.ts';
import type { PartEvent } from '../schema.ts';

/** Something that became of a part, while it is being made out of records. Times are milliseconds since 1970. */
export interface Happening {
  kind: PartEvent['kind'];
  readonly part: string | null;
  readonly role: Role | null;
  readonly at: number;
  /** When all was right again; undefined while it is not. */
  until: number | undefined;
  /** Whether there is anything that could become right again. */
  readonly lasts: boolean;
  replacedBy: string | null;
  starts: number;
  reason: string;
}

/**
 * What became of the parts, in order of time: the records of one trouble are one happening, from its beginning to when
 * all was right again. A part that is no longer there is replaced by the next of its role that comes and is healthy.
 */
export function happenings(records: readonly TopologyRecord[]): Happening[] {
  const all: Happening[] = [];
  /** The trouble that a part is in, and the warning that it bears. */
  const troubles = new Map<string, Happening>();
  const warnings = new Map<string, Happening>();
  const draining = new Set<string>();
  /** Parts that came to take another's place and are not healthy yet; without a place where none was empty. */
  const newcomers = new Map<string, Happening | undefined>();
  let unseen: Happening | undefined;

  const begin = (
    kind: Happening['kind'],
    at: number,
    instance: Pick<InstanceState, 'id' | 'role'> | undefined,
    reason: string,
    lasts = true,
  ): Happening => {
    const part = instance?.id ?? null;
    const role = instance?.role ?? null;
    const until = lasts ? undefined : at;
    const begun = { kind, part, role, at, until, lasts, replacedBy: null, starts: 0, reason };
    all.push(begun);
    return begun;
  };
  const end = (id: string, at: number): void => {
    const trouble = troubles.get(id);
    if (trouble !== undefined) trouble.until = at;
    troubles.delete(id);
  };
  const trouble = (
    kind: 'unhealthy' | 'restarted',
    { at, instance }: InstanceChange,
  ): Happening => {
    const known = troubles.get(instance.id);
    const one = known ?? begin(kind, at, instance, instance.detail);
    troubles.set(instance.id, one);
    if (one.reason === '') one.reason = instance.detail;
    return one;
  };

  /** The part that went first, of this role, and has no successor yet. */
  const emptyPlace = (role: Role): Happening | undefined => {
    const taken = new Set(newcomers.values());
    return all.find(
      (one) =>
        one.kind === 'ended' && one.role === role && one.until === undefined && !taken.has(one),
    );
  };
  const came = ({ at, instance }: InstanceChange): void => {
    const place = emptyPlace(instance.role);
    if (place === undefined) begin('added', at, instance, instance.why ?? '', false);
    else place.starts += 1;
    newcomers.set(instance.id, place);
    settled(at, instance);
  };
  /** A newcomer that is healthy has taken its place. */
  const settled = (at: number, { id, health }: InstanceState): void => {
    if (health !== 'healthy' || !newcomers.has(id)) return;
    const place = newcomers.get(id);
    newcomers.delete(id);
    if (place === undefined) return;
    place.until = at;
    place.replacedBy = id;
  };
  const went = ({ at, instance }: InstanceChange): void => {
    const { id } = instance;
    const place = newcomers.get(id);
    const isPlanned = draining.delete(id);
    const known = troubles.get(id);
    troubles.delete(id);
    const warning = warnings.get(id);
    if (warning !== undefined) warning.until = at;
    warnings.delete(id);
    newcomers.delete(id);
    if (place !== undefined) place.reason = instance.detail === '' ? place.reason : instance.detail;
    else if (isPlanned) begin('drained', at, instance, instance.why ?? '', false);
    else if (known === undefined) begin('ended', at, instance, instance.detail);
    else known.kind = 'ended';
  };
  const healthChanged = (change: Extract<InstanceChange, { change: 'health' }>): void => {
    const { at, from, instance } = change;
    const { id, health } = instance;
    if (newcomers.has(id)) settled(at, instance);
    else if (health === 'draining') draining.add(id);
    else if (draining.has(id) && health === 'stopped') return;
    else if (health !== 'healthy') trouble('unhealthy', change);
    else if (from === 'healthy' && !troubles.has(id))
      begin('unhealthy', at, instance, 'for less than the time between two looks', false);
    else end(id, at);
    if (health === 'healthy') draining.delete(id);
  };
  const warned = ({ at, instance }: InstanceChange): void => {
    const known = warnings.get(instance.id);
    if (known !== undefined) known.until = at;
    warnings.delete(instance.id);
    if (instance.warning !== undefined)
      warnings.set(instance.id, begin('warning', at, instance, instance.warning));
  };

  for (const record of records) {
    switch (record.change) {
      case 'present':
        if (record.instance.health !== 'healthy') trouble('unhealthy', record);
        if (record.instance.warning !== undefined) warned(record);
        break;
      case 'appeared':
        came(record);
        break;
      case 'gone':
        went(record);
        break;
      case 'restarted': {
        const one = trouble('restarted', record);
        one.kind = 'restarted';
        one.starts += 1;
        if (record.instance.health === 'healthy') end(record.instance.id, record.at);
        break;
      }
      case 'health':
        healthChanged(record);
        break;
      case 'role':
        begin('role', record.at, record.instance, `it was the ${record.from} before`, false);
        break;
      case 'weight':
        begin('weight', record.at, record.instance, weightInWords(record), false);
        break;
      case 'warning':
        warned(record);
        break;
      case 'altered':
        break;
      case 'unseen':
        unseen = begin('unseen', record.at, undefined, record.reason);
        break;
      case 'seen':
        if (unseen !== undefined) unseen.until = record.at;
        unseen = undefined;
        break;
    }
  }
  return all.toSorted((a, b) => a.at - b.at);
}

function weightInWords({ from, instance }: Extract<InstanceChange, { change: 'weight' }>): string {
  return `${from ?? 'none'} before, ${instance.weight ?? 'none'} now`;
}
