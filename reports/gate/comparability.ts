/** What a run was, as far as it decides whether its figures can be compared with another's. */
export interface RunIdentity {
  readonly scenario: string;
  /** Name and version. */
  readonly engine: string;
  /** What it ran on: cores, memory, platform. */
  readonly machine: string;
  readonly target: string;
  readonly visitors: number;
  readonly seed: number;
}

/** A way in which two runs were not the same. */
export interface Difference {
  readonly what: keyof RunIdentity | 'request mix' | 'judged seconds' | 'neighbor';
  readonly base: string;
  readonly new: string;
  /** Whether they can still be compared: it only explains, or the figures mean something else. */
  readonly matters: boolean;
}

/** Another seed draws other visitors from the same population, and A and B may be two targets. */
const harmless: ReadonlySet<string> = new Set<keyof RunIdentity>(['seed', 'target']);
const whats = ['scenario', 'engine', 'machine', 'target', 'visitors', 'seed'] as const;

/** Everything in which two runs differ. */
export function differencesOf(base: RunIdentity, new_: RunIdentity): Difference[] {
  return whats
    .filter((what) => base[what] !== new_[what])
    .map((what) => ({
      what,
      base: String(base[what]),
      new: String(new_[what]),
      matters: !harmless.has(what),
    }));
}

/** Runs whose lengths differ by more than this share are said to. */
const otherLength = 0.1;

/** Whether one run is longer than the other; its percentiles mean the same, but it says less of them. */
export function lengthDifference(base: number, newer: number): Difference | undefined {
  if (Math.abs(newer - base) <= otherLength * Math.max(base, newer)) return undefined;
  return { what: 'judged seconds', base: String(base), new: String(newer), matters: false };
}

/** Shares of requests that may have other names before it is said, and before percentiles are no longer alike. */
const saidMix = 0.02;
const otherMix = 0.1;

/**
 * Whether two runs made the same mix of requests: half the sum of the differences between the names' shares (the total
 * variation distance), which is the share of requests that would need another name.
 * @param base how many requests each name had
 */
export function mixDifference(
  base: ReadonlyMap<string, number>,
  new_: ReadonlyMap<string, number>,
): Difference | undefined {
  const [baseTotal, newTotal] = [base, new_].map((side) =>
    side.values().reduce((total, count) => total + count, 0),
  );
  if (!baseTotal || !newTotal) return undefined;
  const shares = [...new Set([...base.keys(), ...new_.keys()])].map((name) => ({
    name,
    base: (base.get(name) ?? 0) / baseTotal,
    new: (new_.get(name) ?? 0) / newTotal,
  }));
  const distance = shares.reduce((total, share) => total + apart(share), 0) / 2;
  const [widest] = shares.toSorted((a, b) => apart(b) - apart(a));
  if (distance <= saidMix || widest === undefined) return undefined;
  const words = (share: number): string => `${(share * 100).toFixed(1)} % ${widest.name}`;
  return {
    what: 'request mix',
    base: words(widest.base),
    new: words(widest.new),
    matters: distance > otherMix,
  };
}

function apart(share: { readonly base: number; readonly new: number }): number {
  return Math.abs(share.base - share.new);
}
