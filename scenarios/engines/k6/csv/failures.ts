/** Failed requests of one kind, e.g. 12 times status 503 of "book". */
export interface FailureCount {
  readonly name: string;
  /** 0 when there was no response. */
  readonly status: number;
  /** k6's error code, 0 for none: https://grafana.com/docs/k6/latest/javascript-api/error-codes/ */
  readonly errorCode: number;
  readonly count: number;
  /** What k6 said of the first of them; may be empty. */
  readonly error: string;
}

export interface FailureTable {
  readonly count: (failure: Omit<FailureCount, 'count'>) => void;
  /** Most frequent first. */
  readonly rows: () => FailureCount[];
  /** All failures counted. */
  readonly total: () => number;
  /** Failures of kinds that the table had no room for. */
  readonly beyond: () => number;
}

/** Counts failures by name, status and error code, up to `most` kinds. */
export function countFailures(most = 1000): FailureTable {
  const rows = new Map<string, FailureCount>();
  let total = 0;
  let beyond = 0;
  return {
    count: (failure) => {
      total += 1;
      const key = `${failure.errorCode} ${failure.status} ${failure.name}`;
      const row = rows.get(key);
      if (row !== undefined) rows.set(key, { ...row, count: row.count + 1 });
      else if (rows.size < most) rows.set(key, { ...failure, count: 1 });
      else beyond += 1;
    },
    rows: () => [...rows.values()].toSorted((a, b) => b.count - a.count),
    total: () => total,
    beyond: () => beyond,
  };
}
