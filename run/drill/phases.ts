import type { Phase } from '../../core/run-folder/manifest/phase.ts';

/** Seconds of a load before the fault, of the fault with its end, and after. */
const seconds = { before: 15, fault: 30, recovery: 15, after: 15 } as const;
const longestRamp = 10;

/** The load of a drill: steady before, the fault, the recovery, and steady again to compare with. */
export function drillPhases(visitors: number, rampSeconds: number): Phase[] {
  return [
    { name: 'ramp', kind: 'ramp', seconds: Math.min(rampSeconds, longestRamp), visitors },
    { name: 'before', kind: 'hold', seconds: seconds.before, visitors },
    { name: 'fault', kind: 'fault', seconds: seconds.fault, visitors },
    { name: 'recovery', kind: 'recovery', seconds: seconds.recovery, visitors },
    { name: 'after', kind: 'hold', seconds: seconds.after, visitors },
  ];
}
