import { autoscalingChurn } from './autoscaling-churn.ts';
import type { Cause, CauseKind, CauseRule, Seen } from './cause.ts';
import { deployment } from './deployment.ts';
import { frozen } from './frozen.ts';
import { rampUp } from './ramp-up.ts';
import { slowHost } from './slow-host.ts';
import { sticky } from './sticky.ts';
import { unevenCost } from './uneven-cost.ts';
import { zoneSkew } from './zone-skew.ts';

/**
 * Every rule, those first whose cause brings about what later ones look for: lost requests distort everything, tasks that
 * come and go are always young, a new revision is young and dear, and a slow host gets fewer requests of a balancer that
 * looks at what is outstanding.
 */
const rules: readonly CauseRule[] = [
  frozen,
  autoscalingChurn,
  deployment,
  rampUp,
  zoneSkew,
  slowHost,
  sticky,
  unevenCost,
];

/** What a cause brings about, so that it is no cause of its own beside it. */
const brings: Readonly<Record<CauseKind, readonly CauseKind[]>> = {
  frozen: ['slow-host', 'sticky', 'uneven-cost'],
  'autoscaling-churn': ['ramp-up', 'uneven-cost'],
  deployment: ['ramp-up', 'slow-host', 'uneven-cost'],
  'ramp-up': ['slow-host', 'uneven-cost'],
  'zone-skew': ['sticky'],
  'slow-host': ['sticky', 'uneven-cost'],
  sticky: [],
  'uneven-cost': [],
};

/** The causes that are found, the one that matters first, without those that others of them bring about. */
export function causesOf(seen: Seen): Cause[] {
  const found = rules.map((rule) => rule(seen)).filter((cause) => cause !== undefined);
  return found.filter(({ kind }) => !found.some((other) => brings[other.kind].includes(kind)));
}
