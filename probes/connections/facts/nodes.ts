import { groupBy } from '../../../core/group-by.ts';
import { type Sample, type SampleOf, only } from '../samples/sample.ts';

/** One look at a node. */
export interface NodeLook {
  readonly at: number;
  readonly open: number;
  readonly most: number | null;
  /** Fraction of its cores since the look before; null where nobody tells. */
  readonly cpu: number | null;
}

/** What was seen of one node. */
export interface NodeFacts {
  readonly id: string;
  readonly role: 'reader' | 'writer';
  readonly looks: readonly NodeLook[];
  /** The look with the largest part of the limit in use. */
  readonly fullest?: NodeLook & { readonly most: number };
  /** Connections refused for want of room while it was looked at, and when the first was; attempts that came to nothing. */
  readonly refused: number;
  readonly refusedAt?: number;
  readonly aborted: number;
  /** Looks at which it had no room for the probe, or did not answer. */
  readonly shut: number;
  readonly silent: number;
  readonly reason?: string;
  /** Who holds the most when it is fullest. */
  readonly holders: SampleOf<'held'>['by'];
}

/** @param most the limit where it is not told */
export function nodesOf(samples: readonly Sample[], most: number | null): NodeFacts[] {
  const byId = groupBy(only(samples, 'connections'), ({ id }) => id);
  const nodes = new Map(only(samples, 'node').map((node) => [node.id, node]));
  return [...nodes.values()].map(({ id, role, cores }) => {
    const own = byId.get(id) ?? [];
    const looks = own.map((one, nth): NodeLook => ({
      at: one.at,
      open: one.open,
      most: one.most ?? most,
      cpu: cpuOf(one, own[nth - 1], cores),
    }));
    const unseen = only(samples, 'unseen').filter((one) => one.id === id);
    const shut = unseen.filter(({ refused }) => refused);
    const reason = unseen.at(-1)?.reason;
    const refused = grownBy(own, (one) => one.refusedTotal);
    const refusedAt = refused.at ?? shut[0]?.at;
    const fullest = fullestOf(looks);
    const held = only(samples, 'held').filter((one) => one.id === id);
    const holders = held.toSorted((a, b) => sumOf(b) - sumOf(a))[0]?.by ?? [];
    return {
      id,
      role,
      looks,
      refused: refused.by,
      aborted: grownBy(own, (one) => one.abortedTotal).by,
      shut: shut.length,
      silent: unseen.length - shut.length,
      holders,
      ...(fullest === undefined ? {} : { fullest }),
      ...(refusedAt === undefined ? {} : { refusedAt }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

type Connections = SampleOf<'connections'>;

function cpuOf(one: Connections, before: Connections | undefined, cores = 1): number | null {
  if (one.cpu !== undefined) return one.cpu;
  const [now, then] = [one.cpuSeconds, before?.cpuSeconds];
  if (now === undefined || then === undefined || before === undefined || now < then) return null;
  return one.at > before.at ? (now - then) / ((one.at - before.at) / 1000) / cores : null;
}

/** How much a counter grew, over restarts of its server, and when it did first. */
function grownBy(
  own: readonly Connections[],
  of: (one: Connections) => number | undefined,
): { readonly by: number; readonly at?: number } {
  let by = 0;
  let at: number | undefined;
  for (const [nth, one] of own.entries()) {
    const before = own[nth - 1];
    const [now, then] = [of(one), before === undefined ? undefined : of(before)];
    if (now === undefined || then === undefined || now === then) continue;
    by += now > then ? now - then : now;
    at ??= one.at;
  }
  return at === undefined ? { by } : { by, at };
}

function fullestOf(looks: readonly NodeLook[]): NodeFacts['fullest'] {
  let fullest: NodeFacts['fullest'];
  for (const look of looks) {
    const { most } = look;
    if (most === null) continue;
    if (fullest === undefined || look.open / most > fullest.open / fullest.most)
      fullest = { ...look, most };
  }
  return fullest;
}

function sumOf({ by }: SampleOf<'held'>): number {
  return by.reduce((sum, { open }) => sum + open, 0);
}
