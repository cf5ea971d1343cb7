import type { PaymentAction } from '../../folios/ledger.ts';
import { Problem } from '../../problem.ts';
import type { StaffRole } from '../../tenants-file.ts';
import { largestCents } from '../schemas.ts';
import type { StaffMember } from '../oauth/grant.ts';

type Movement = PaymentAction | 'charge';

/** The most that a role may move in one step, in cents; a charge counts the same when it is taken back. */
const limits: Readonly<Record<StaffRole, Readonly<Record<Movement, number>>>> = {
  reception: { charge: 100_000, refund: 50_000, authorize: largestCents, capture: largestCents },
  manager: {
    charge: largestCents,
    refund: largestCents,
    authorize: largestCents,
    capture: largestCents,
  },
};

/** @throws Problem forbidden */
export function demandWithinLimit({ role }: StaffMember, movement: Movement, cents: number): void {
  const most = limits[role][movement];
  if (Math.abs(cents) <= most) return;
  throw new Problem(
    'forbidden',
    `The role ${role} may ${movement} at most ${most} cents at once; a manager may more.`,
  );
}
