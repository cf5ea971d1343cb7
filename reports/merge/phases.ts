import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';

/** When the load of a run was there, in milliseconds since 1970; of one that never ended in order, for ever. */
export function phaseInterval(manifest: Manifest): { readonly from: number; readonly to: number } {
  const { loadStartedAt, loadEndedAt, startedAt } = manifest;
  return {
    from: Date.parse(loadStartedAt ?? startedAt),
    to: loadEndedAt === undefined ? Infinity : Date.parse(loadEndedAt),
  };
}

/**
 * The phases of several runs as one: each lasts while all are in it, so that what is judged had the load of all. A ramp, and
 * what lies between, takes the rest. Visitors add up.
 */
export function mergedPhases(manifests: readonly Manifest[]): Phase[] {
  const [first] = manifests;
  const planned = first?.phases ?? [];
  const starts = planned.map((_, index) => {
    const of = manifests.map(({ phases }) => phases[index]?.startedAt);
    return index === 0 ? earliest(of) : latest(of);
  });
  const ends = planned.map((_, index) => {
    const own = earliest(manifests.map(({ phases }) => phases[index]?.endedAt));
    return index === planned.length - 1 ? own : (starts[index + 1] ?? own);
  });
  return planned.map((phase, index) => {
    const { startedAt: _from, endedAt: _to, visitors, ...rest } = phase;
    const [startedAt, endedAt] = [starts[index], ends[index]];
    const all = manifests.map(({ phases }) => phases[index]?.visitors ?? 0);
    return {
      ...rest,
      ...(visitors === undefined ? {} : { visitors: all.reduce((sum, one) => sum + one, 0) }),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
    };
  });
}

/** The first of some moments; undefined where one is not known. */
export function earliest(moments: readonly (string | undefined)[]): string | undefined {
  return nth(moments, 0);
}

/** The last of some moments; undefined where one is not known. */
export function latest(moments: readonly (string | undefined)[]): string | undefined {
  return nth(moments, -1);
}

function nth(moments: readonly (string | undefined)[], index: number): string | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  if (known.length < moments.length) return undefined;
  return known.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(index);
}
