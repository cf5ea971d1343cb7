// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { invoiceSchema } from '../../../system-under-test/pms/staff/cash-desk/invoice.ts';
import {
  balanceOf,
  chargedOf,
  type ModelBooking,
  type ModelStay,
  roomOf,
  sumOf,
} from '../booking.ts';
import type { Case } from '../oracle.ts';
import type { Move, Table } from '../table.ts';
import { type Aim, aim, sought, which } from '../units.ts';

const cents = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(100, 3200));

interface FolioStep {
  readonly which: number;
  readonly cents: number;
  readonly aim: Aim;
}

/** A folio whose stays have all ended takes nothing new. */
const mostOf = ({ stays }: ModelBooking): number =>
  stays.every(({ status }) => ['cancelled', 'expired', 'checkedOut'].includes(status)) ? 0 : 20_000;

const isAwaited = ({ status }: ModelStay): boolean => status === 'option' || status === 'confirmed';

/** For what is seldom legal: money must have come in before any goes back. */
const mostlyFor = fc.oneof(fc.constant<Aim>('those it is for'), aim);

/** A change of a folio by one amount. */
function onFolio<Step extends FolioStep>(
  nameOf: (step: Step) => string,
  steps: fc.Arbitrary<Step>,
  /** What the amount may be at most, as far as it is worth a try; 0 where it may not be at all. */
  most: (booking: ModelBooking, step: Step) => number,
  ask: (step: Step) => { readonly place: string; readonly body: object },
  isLegal: (table: Table, found: Omit<Case, 'stay'>, step: Step) => boolean,
): fc.Arbitrary<Move> {
  return steps.map((step) => ({
    told: [nameOf(step), step],
    play: async (table) => {
      const isFor = (booking: ModelBooking): boolean => most(booking, step) > 0;
      const found = table.bookingAt(step.which, sought(step.aim, isFor));
      if (found === undefined) return;
      const atMost = Math.max(1, most(found.booking, step));
      const amount = Math.sign(step.cents) * Math.min(Math.abs(step.cents), atMost);
      const taken = step.aim === 'those it is for' ? { ...step, cents: amount } : step;
      const told = [nameOf(step), taken, structuredClone(found)] as const;
      const { place, body } = ask(taken);
      const path = `/finance/v1/folios/${found.booking.folioId}/${place}`;
      const legal = isLegal(table, found, taken);
      await table.send({ method: 'POST', path, body }, { legal }, told);
    },
  }));
}

const charge = onFolio(
  ({ cents }) => (cents < 0 ? 'take a charge back' : 'charge'),
  fc.record({ cents: fc.oneof(cents, fc.integer({ min: -3000, max: -1 })), aim: mostlyFor, which }),
  (booking, step) => (step.cents < 0 ? booking.extras : mostOf(booking)),
  (step) => ({ place: 'charges', body: { description: 'Extra', cents: step.cents } }),
  ({ model }, found, step) => model.charge(found, step.cents),
);

const deposit = onFolio(
  () => 'deposit',
  fc.record({ cents, aim, which }),
  ({ stays }) =>
    stays.some(({ status }) => status.startsWith('checked'))
      ? 0
      : stays.reduce((sum, stay) => sum + (isAwaited(stay) ? stay.totalCents : 0), 0),
  (step) => ({ place: 'deposits', body: { cents: step.cents } }),
  ({ model }, found, step) => model.deposit(found, step.cents),
);

const byCard = onFolio(
  ({ action }) => action,
  fc.record({ action: fc.constantFrom('authorize', 'authorize', 'capture'), cents, aim, which }),
  (booking, { action }) =>
    action === 'authorize' ? mostOf(booking) : Math.min(balanceOf(booking), roomOf(booking)),
  (step) => ({ place: 'payments', body: { action: step.action, cents: step.cents } }),
  ({ model }, found, step) => model[step.action](found, step.cents),
);

const byCash = onFolio(
  () => 'cash',
  fc.record({ cents, aim, which }),
  balanceOf,
  (step) => ({
    place: 'payments',
    body: { action: 'capture', method: 'cash', cents: step.cents },
  }),
  ({ model }, found, step) => model.cash(found, step.cents),
);

const refund = onFolio(
  ({ method }) => `refund by ${method}`,
  fc.record({ method: fc.constantFrom('card', 'card', 'cash'), cents, aim: mostlyFor, which }),
  (booking, { method }) => sumOf(booking, 'captured', method) - sumOf(booking, 'refunded', method),
  ({ method, cents }) => ({ place: 'payments', body: { action: 'refund', method, cents } }),
  ({ model }, found, step) => model.refund(found, step.cents, step.method),
);

/** All that is owed, as guests pay when they leave. */
export async function payAll(table: Table, found: Omit<Case, 'stay'>): Promise<void> {
  const { booking } = found;
  const owed = balanceOf(booking);
  const path = `/finance/v1/folios/${booking.folioId}/payments`;
  for (const [action, amount] of [
    ['authorize', owed - roomOf(booking)],
    ['capture', owed],
  ] as const) {
    if (amount <= 0) continue;
    const told = [action, amount, structuredClone(booking)] as const;
    const legal = table.model[action](found, amount);
    const body = { action, cents: amount };
    await table.send({ method: 'POST', path, body }, { legal }, told);
  }
}

const all = fc.record({ which }).map((step): Move => ({
  told: ['pay all', step],
  play: async (table) => {
    const found = table.bookingAt(step.which);
    if (found !== undefined) await payAll(table, found);
  },
}));

const isToInvoice = ({ hasNewCharges }: ModelBooking): boolean => hasNewCharges;

/** What stands on no invoice yet; after a cancellation a credit note takes back what does. */
const invoice = fc.record({ aim, which }).map((step): Move => ({
  told: ['invoice', step],
  play: async (table) => {
    const found = table.bookingAt(step.which, sought(step.aim, isToInvoice));
    if (found === undefined) return;
    const { booking } = found;
    const told = ['invoice', structuredClone(booking)] as const;
    const grossCents = chargedOf(booking) - booking.invoiced;
    const path = `/finance/v1/folios/${booking.folioId}/invoices`;
    const legal = table.model.invoice(found);
    const request = { method: 'POST', path, body: {} } as const;
    const answer = await table.send(request, { legal, done: 201 }, told);
    if (!legal) return;
    const { kind, ...made } = invoiceSchema.parse(answer);
    expect([told, kind, made.grossCents]).toEqual([
      told,
      grossCents < 0 ? 'credit-note' : 'invoice',
      grossCents,
    ]);
  },
}));

export const folioMoves = [
  { weight: 9, arbitrary: charge },
  { weight: 3, arbitrary: deposit },
  { weight: 9, arbitrary: byCard },
  { weight: 4, arbitrary: byCash },
  { weight: 9, arbitrary: refund },
  { weight: 3, arbitrary: all },
  { weight: 5, arbitrary: invoice },
];
