/** What a load balancer sent to one address, by step. */
export interface TargetSteps {
  readonly times: number[];
  readonly requests: number[];
  readonly lost: number[];
  readonly seconds: number[];
}

interface Counted {
  readonly requests: number;
  readonly lost: number;
  readonly seconds: number;
}

/** Counts by address (`host:port`), folded into steps. */
export interface TargetCounts {
  readonly targets: ReadonlyMap<string, TargetSteps>;
  /** Length of the steps: it grows to a minute when there are too many of them. */
  readonly stepMs: () => number;
  readonly add: (target: string, time: number, counted: Counted) => void;
}

const secondMs = 1000;
export const minuteMs = 60_000;
/** Steps of a second that are kept: six hours of ten targets. Who has more does not look at seconds. */
const mostSeconds = 216_000;

/** @param finestMs a second for log lines; as they are for counts that were made by minute */
export function targetCounts(finestMs = secondMs): TargetCounts {
  let stepMs = finestMs;
  let steps = 0;
  const targets = new Map<string, TargetSteps>();
  const places = new Map<string, Map<number, number>>();
  const put = (target: string, time: number, { requests, lost, seconds }: Counted): void => {
    let own = targets.get(target);
    if (own === undefined) {
      targets.set(target, (own = { times: [], requests: [], lost: [], seconds: [] }));
      places.set(target, new Map());
    }
    const step = Math.floor(time / stepMs) * stepMs;
    let place = places.get(target)?.get(step);
    if (place === undefined) {
      place = own.times.push(step) - 1;
      places.get(target)?.set(step, place);
      own.requests.push(0);
      own.lost.push(0);
      own.seconds.push(0);
      steps += 1;
    }
    own.requests[place] = (own.requests[place] ?? 0) + requests;
    own.lost[place] = (own.lost[place] ?? 0) + lost;
    own.seconds[place] = (own.seconds[place] ?? 0) + seconds;
  };
  const coarsen = (): void => {
    const fine = [...targets];
    targets.clear();
    places.clear();
    [stepMs, steps] = [minuteMs, 0];
    for (const [target, { times, requests, lost, seconds }] of fine)
      for (const [n, time] of times.entries())
        put(target, time, {
          requests: requests[n] ?? 0,
          lost: lost[n] ?? 0,
          seconds: seconds[n] ?? 0,
        });
  };
  return {
    targets,
    stepMs: () => stepMs,
    add: (target, time, counted) => {
      put(target, time, counted);
      if (steps > mostSeconds && stepMs < minuteMs) coarsen();
    },
  };
}
