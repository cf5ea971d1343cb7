/** What a load balancer sent to one address, by step. */
export interface TargetSteps {
  readonly times: number[];
  readonly requests: number[];
  readonly lost: number[];
  readonly seconds: number[];
}

/** Counts by address (`host:port`), folded into steps of a minute unless told otherwise. */
export interface TargetCounts {
  readonly targets: ReadonlyMap<string, TargetSteps>;
  readonly add: (
    target: string,
    time: number,
    counted: { requests: number; lost: number; seconds: number },
  ) => void;
}

export function targetCounts(stepMs: number): TargetCounts {
  const targets = new Map<string, TargetSteps>();
  const places = new Map<string, Map<number, number>>();
  return {
    targets,
    add: (target, time, { requests, lost, seconds }) => {
      let steps = targets.get(target);
      if (steps === undefined) {
        targets.set(target, (steps = { times: [], requests: [], lost: [], seconds: [] }));
        places.set(target, new Map());
      }
      const step = Math.floor(time / stepMs) * stepMs;
      let place = places.get(target)?.get(step);
      if (place === undefined) {
        place = steps.times.push(step) - 1;
        places.get(target)?.set(step, place);
        steps.requests.push(0);
        steps.lost.push(0);
        steps.seconds.push(0);
      }
      steps.requests[place] = (steps.requests[place] ?? 0) + requests;
      steps.lost[place] = (steps.lost[place] ?? 0) + lost;
      steps.seconds[place] = (steps.seconds[place] ?? 0) + seconds;
    },
  };
}
