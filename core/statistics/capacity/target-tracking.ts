/** One target tracking policy. */
export interface Tracking {
  readonly metric: string;
  readonly target: number;
  readonly disableScaleIn?: boolean | undefined;
}

/** How a service, or the readers of a cluster, scale. Cooldowns in seconds. */
export interface ScalingPolicy {
  readonly min: number;
  readonly max: number;
  readonly scaleOutCooldown: number;
  readonly scaleInCooldown: number;
  readonly policies: readonly Tracking[];
}

/** What scaling sees of a minute. */
export interface ScalingMinute {
  /** A value per policy, in their order; null where there is no data. */
  readonly values: readonly (number | null)[];
  /** A deployment is going on: no scale-in. */
  readonly deploying?: boolean;
  /** Not everything that was asked for is there yet: no scaling at all (Aurora's readers). */
  readonly unavailable?: boolean;
  /** The desired count where others may change it, too. */
  readonly current?: number;
}

/** A change of the desired count. */
export interface ScalingChange {
  readonly from: number;
  readonly to: number;
  readonly why: 'scale out' | 'larger scale-out inside the scale-out cooldown' | 'scale in';
  /** Where AWS documents no number, as for scaling in, `to` is the least that it may be, and this the most. */
  readonly toMost?: number;
}

export interface TargetTracking {
  readonly desired: () => number;
  /** To be told every minute. */
  readonly minute: (seen: ScalingMinute) => ScalingChange | undefined;
}

/** Points above the target until it scales out; points below this part of it until it scales in. */
const pointsHigh = 3;
const pointsLow = 15;
const lowShare = 0.9;

/**
 * Target tracking of Application Auto Scaling (ECS, Aurora), minute by minute: out after 3 of 3 points above the target to
 * ceil(current x metric / target), by any policy and to the largest; in after 15 of 15 below 0.9 x the target, by all
 * policies that may and to the largest; cooldowns; actions repeat while in ALARM. EC2 groups differ (0.7).
 * @param own of the count, how many it made itself and may take away (Aurora); all unless given
 * Source: Application Auto Scaling user guide, target tracking; alarm settings as seen in aws/containers-roadmap#1208.
 */
export function targetTracking(
  policy: ScalingPolicy,
  start: number,
  own = Infinity,
): TargetTracking {
  const { min, max, policies, scaleOutCooldown, scaleInCooldown } = policy;
  const recent: (number | null)[][] = policies.map(() => []);
  let desired = start;
  let owned = own;
  let now = -1;
  let outUntil = -Infinity;
  let inUntil = -Infinity;
  /** The count that proposals are made from: that before the cooldown began. */
  let base = start;

  const proposals = (
    isAsking: (points: readonly (number | null)[], tracking: Tracking) => boolean,
    from: number,
  ): (number | undefined)[] =>
    policies.map((tracking, n) => {
      const points = recent[n] ?? [];
      const value = points.at(-1);
      return isAsking(points, tracking) && typeof value === 'number'
        ? Math.ceil((from * value) / tracking.target - 1e-9)
        : undefined;
    });

  const change = (to: number, why: ScalingChange['why'], most?: number): ScalingChange => {
    const made = { from: desired, to, why, ...(most === undefined ? {} : { toMost: most }) };
    owned = Math.max(0, owned + to - desired);
    desired = to;
    return made;
  };

  const scaleOut = (): ScalingChange | undefined => {
    const isInside = now < outUntil;
    const from = isInside ? base : desired;
    const asked = proposals(isAbove, from).filter((to) => to !== undefined);
    if (asked.length === 0) return undefined;
    const to = Math.min(max, Math.max(...asked));
    if (to <= desired) return undefined;
    base = from;
    outUntil = now + scaleOutCooldown / 60;
    inUntil = -Infinity;
    return change(to, isInside ? 'larger scale-out inside the scale-out cooldown' : 'scale out');
  };

  const scaleIn = (): ScalingChange | undefined => {
    if (now < inUntil) return undefined;
    const asked = proposals(isBelow, desired);
    const isAgreed = policies.every(
      ({ disableScaleIn = false }, n) => disableScaleIn || asked[n] !== undefined,
    );
    const voted = asked.filter((to, n) => to !== undefined && policies[n]?.disableScaleIn !== true);
    if (!isAgreed || voted.length === 0) return undefined;
    const least = Math.max(min, desired - owned, Math.max(...voted.map((to) => to ?? 0)));
    const to = Math.min(desired - 1, least);
    if (to < Math.max(min, desired - owned)) return undefined;
    inUntil = now + scaleInCooldown / 60;
    return change(to, 'scale in', desired - 1);
  };

  return {
    desired: () => desired,
    minute: ({ values, deploying = false, unavailable = false, current = desired }) => {
      now += 1;
      desired = current;
      for (const [n, points] of recent.entries()) {
        points.push(values[n] ?? null);
        if (points.length > pointsLow) points.shift();
      }
      if (unavailable) return undefined;
      return scaleOut() ?? (deploying ? undefined : scaleIn());
    },
  };
}

function isAbove(points: readonly (number | null)[], { target }: Tracking): boolean {
  const last = points.slice(-pointsHigh);
  return last.length === pointsHigh && last.every((value) => value !== null && value > target);
}

function isBelow(
  points: readonly (number | null)[],
  { target, disableScaleIn }: Tracking,
): boolean {
  return (
    disableScaleIn !== true &&
    points.length === pointsLow &&
    points.every((value) => value !== null && value < lowShare * target)
  );
}
