/** What there is to see of one play of a script, by whoever played it: lists are in the order of the alphabet. */
export interface Seen {
  /** k6's. */
  readonly exitStatus: number | null;
  readonly requests: number;
  readonly failed: number;
  /** `name: status, how many` of requests that failed. */
  readonly failures: readonly string[];
  /** `metric condition: crossed`. */
  readonly thresholds: readonly string[];
  /** `group::name: passes, fails`. */
  readonly checks: readonly string[];
  /** `name: kind` of all of them but parts by tags, `vus`, which k6 counts once a second only, and what a busy machine drops. */
  readonly metrics: readonly string[];
  /** Figures of the script's own metrics, which do not depend on time. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** `name: how many`. */
  readonly groups: readonly string[];
  readonly scenarios: readonly string[];
  /** Lines, in the order of the alphabet: visitors speak at once. */
  readonly console: readonly string[];
  /** Standard output without its figures. */
  readonly output: readonly string[];
  /** Files that the script wrote, by name. */
  readonly files: Readonly<Record<string, string>>;
}

const bare = (all: readonly string[]): string[] => all.map((one) => one.replaceAll(/: \d.*$/g, ''));

/** The same without how often things happened, for scripts that play by the clock. */
export function withoutCounts(seen: Seen): Seen {
  return {
    ...seen,
    requests: 0,
    failed: 0,
    failures: seen.failures.map((one) => one.replace(/: \d+$/, '')),
    checks: bare(seen.checks),
    groups: bare(seen.groups),
    scenarios: bare(seen.scenarios),
    figures: {},
  };
}

/** k6 fills lines up with spaces by the width of figures, which differ; so do bars of progress and lines of `vus`. */
export function outlineOf(output: string): string[] {
  return output
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/-?\d[\d.]*( ?([kMG]?B|[mµn]?s|m|h)\b)?(\d[\d.]*m?s)?(\/s)?/g, '#')
        .replaceAll(/\s+/g, ' ')
        .trimEnd(),
    )
    .filter((line) => !/^ (vus|vus_max|dropped_iterations)\.+:/.test(line));
}

export function isListed(metric: string): boolean {
  return !/^(vus|vus_max|dropped_iterations)$|\{/.test(metric);
}

/** The script's own metrics: not those that k6 measures by itself. */
export function isOwn(metric: string): boolean {
  return !/^(http_|data_|iteration|group_duration|vus|ws_|grpc_|browser_|dropped_|checks)/.test(
    metric,
  );
}

/** `name: how many` for each. */
export function tally(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name}: ${count}`).toSorted();
}
