import { unmanagedAlarms } from './unmanaged-alarms.ts';
import type { Difference } from './resource/json.ts';
import type { Change, Plan } from './plan/change.ts';
import { describe } from './resource/resource.ts';
import type { Account } from './read/account.ts';

/** One way in which an account is not what is defined. */
export interface Drift {
  readonly kind: 'missing' | 'changed' | 'not-defined' | 'refused';
  /** `metric alarm "pms-critical" in eu-west-1` */
  readonly subject: string;
  readonly differences: readonly Difference[];
  /** A sentence without its full stop. */
  readonly reason: string;
}

export interface DriftReport {
  readonly drift: readonly Drift[];
  /** Good to know, and no drift: alarms of others on our metrics, and what could not be read. */
  readonly info: readonly string[];
  readonly unchanged: number;
}

/** How an account differs from what is defined. A drift is what a plan would mend, or refuses to. */
export function driftOf(plan: Plan, account: Account): DriftReport {
  const refused = plan.refusals.map(({ subject, reason }) => ({
    kind: 'refused' as const,
    subject,
    reason,
    differences: [],
  }));
  return {
    drift: [...plan.changes.map(driftIn), ...refused],
    info: [
      ...unmanagedAlarms(plan.owner, account),
      ...account.unread.map(({ what, failure }) => `The ${what} were not read: ${failure.message}`),
    ],
    unchanged: plan.unchanged,
  };
}

function driftIn(change: Change): Drift {
  const subject = describe(change.resource);
  switch (change.action) {
    case 'create':
      return {
        kind: 'missing',
        subject,
        differences: [],
        reason: 'it is defined, but does not exist',
      };
    case 'update':
      return {
        kind: 'changed',
        subject,
        differences: change.differences,
        reason: 'it differs from its definition',
      };
    case 'delete':
    default:
      return {
        kind: 'not-defined',
        subject,
        differences: [],
        reason: 'the stack owns it, but does not define it',
      };
  }
}
