import type { BookingOutcome } from '../../../core/client-history.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';
import { fits } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { BookingsObjective } from '../schema/bookings.ts';
import { type Group, grouped } from './groups.ts';
import type { Kind, Where } from './kind.ts';
import { judgePoints } from './points.ts';
import { slotsIn } from './seconds.ts';
import { judgeRate, judgeShare } from './whole.ts';

type Outcome = BookingOutcome['outcome'];

/** What visitors were told of their bookings, by tenant. */
export const bookings: Kind<BookingsObjective> = {
  noun: 'tenant',
  names: ({ evidence }) => tenantsOf(evidence),
  appliesTo: ({ bookings: patterns, except }, tenant) => fits(patterns, except, [tenant]),
  judge: (where) => {
    const { together } = where.objective;
    const names = tenantsOf(where.evidence).filter((name) =>
      bookings.appliesTo(where.objective, name, where),
    );
    return grouped(names, together, 'all bookings', bookingsOf).flatMap((group) => [
      ...throughput(where, group),
      ...shares(where, group),
    ]);
  },
};

/** Tenants of the target, and of what visitors told; none where visitors do not tell of bookings. */
function tenantsOf({ manifest, facts }: Evidence): string[] {
  if (facts.count === 0) return [];
  return [...new Set([...manifest.target.tenants, ...facts.byTenant.keys()])].toSorted();
}

function bookingsOf(tenant: string): string {
  return `bookings of ${tenant}`;
}

function throughput(where: Where<BookingsObjective>, group: Group): ObjectiveResult[] {
  const { throughput: limit, inSeconds } = where.objective;
  if (limit === undefined) return [];
  const told = (period: Period): number => toldIn(where, group, 'acknowledged', period);
  const counted = 'booking';
  if (inSeconds === undefined)
    return [judgeRate(where, { ...group, limit, samples: told(where.phase.period), counted })];
  const points = [...slotsIn(where.phase.period, 1)].map((slot) => ({
    at: slot.from,
    value: told(slot),
  }));
  return [
    judgePoints(where, {
      ...group,
      indicator: 'throughput',
      limit,
      points,
      counted: 'second',
      seconds: 1,
    }),
  ];
}

function shares(where: Where<BookingsObjective>, group: Group): ObjectiveResult[] {
  const { period } = where.phase;
  const told = (outcome: Outcome): number => toldIn(where, group, outcome, period);
  const all = told('acknowledged') + told('refused') + told('indeterminate');
  return (['refused', 'indeterminate'] as const).flatMap((indicator) => {
    const limit = where.objective[indicator];
    if (limit === undefined) return [];
    const share = { indicator, all, bad: told(indicator) };
    return [judgeShare(where, share, { ...group, limit, counted: 'booking' })];
  });
}

function toldIn(
  { evidence: { facts } }: Where<unknown>,
  { requests: tenants }: Group,
  outcome: Outcome,
  { from, to }: Period,
): number {
  return tenants
    .flatMap((tenant) => facts.byTenant.get(tenant)?.[outcome] ?? [])
    .filter((second) => second >= from && second < to).length;
}
