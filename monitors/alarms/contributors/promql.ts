/** What a PromQL alarm is evaluated with; seconds. */
export interface PromqlSettings {
  /** How long a contributor breaches until it is in ALARM. */
  readonly pendingPeriod: number;
  /** How long it is absent until it is in OK again. */
  readonly recoveryPeriod: number;
}

/** What the query returned at a time: the attributes of each series, made one text. Every one of them breaches. */
export interface PromqlResult {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly contributors: readonly string[];
}

export interface PromqlState {
  readonly at: number;
  /** A new alarm is in OK, not in INSUFFICIENT_DATA. */
  readonly state: 'OK' | 'ALARM';
  readonly inAlarm: readonly string[];
}

interface Contributor {
  breachingSince?: number;
  absentSince?: number;
  inAlarm: boolean;
}

/**
 * The states of a PromQL alarm after each result, in the order of time: a contributor goes into ALARM after it breached for
 * the pending period without a break, and back into OK after it was absent for the recovery period; the alarm is in ALARM
 * while any contributor is. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-promql.html
 */
export function promqlStates(
  results: readonly PromqlResult[],
  { pendingPeriod, recoveryPeriod }: PromqlSettings,
): PromqlState[] {
  const contributors = new Map<string, Contributor>();
  return results.map(({ at, contributors: breaching }) => {
    for (const name of breaching)
      if (!contributors.has(name)) contributors.set(name, { inAlarm: false });
    const now = new Set(breaching);
    for (const [name, contributor] of contributors) {
      if (now.has(name)) breach(contributor, at, pendingPeriod * 1000);
      else if (recovered(contributor, at, recoveryPeriod * 1000)) contributors.delete(name);
    }
    const inAlarm = [...contributors].filter(([, { inAlarm: is }]) => is).map(([name]) => name);
    return { at, state: inAlarm.length === 0 ? 'OK' : 'ALARM', inAlarm };
  });
}

function breach(contributor: Contributor, at: number, pending: number): void {
  delete contributor.absentSince;
  contributor.breachingSince ??= at;
  if (at - contributor.breachingSince >= pending) contributor.inAlarm = true;
}

/** Whether a contributor that the query does not return is back in OK; one that was only pending is at once. */
function recovered(contributor: Contributor, at: number, recovery: number): boolean {
  delete contributor.breachingSince;
  contributor.absentSince ??= at;
  return !contributor.inAlarm || at - contributor.absentSince >= recovery;
}
