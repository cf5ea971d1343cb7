/** A load that comes step by step: each is come up to, then held. It runs inside engines. */
export interface Stairs {
  /** Visitors at once on the last step. */
  readonly visitors: number;
  /** On the first; as many as one step adds unless given. */
  readonly firstVisitors?: number | undefined;
  readonly steps: number;
  /** Of all steps together, in equal parts. */
  readonly rampSeconds: number;
  readonly holdSeconds: number;
}

export interface Stair {
  readonly visitors: number;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
}

/** The steps from the first to the last, equally high. */
export function stairsOf(stairs: Stairs): Stair[] {
  const { visitors, steps, firstVisitors = visitors / steps } = stairs;
  const [rampSeconds, holdSeconds] = [stairs.rampSeconds / steps, stairs.holdSeconds / steps];
  return Array.from({ length: steps }, (_, n) => {
    const part = steps === 1 ? 1 : n / (steps - 1);
    const level = firstVisitors + part * (visitors - firstVisitors);
    return { visitors: Math.max(1, Math.round(level)), rampSeconds, holdSeconds };
  });
}
