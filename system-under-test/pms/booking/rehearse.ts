import { together } from '../database/together.ts';
import { inTransaction } from '../database/transaction.ts';
import { addDays } from '../domain/civil-date.ts';
import type { Dependencies } from '../framework/deps.ts';
import { Problem } from '../problem.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { claimKey, storeAnswer } from './idempotency.ts';
import { orTaken } from './hold-nights.ts';
import { lockQuotes } from './lock-quote.ts';
import { makeBooking, quotesOf } from './make-booking.ts';
import { insertQuote, makeQuote } from './make-quote.ts';

/** Thrown at the end of a rehearsal, so that the database forgets it. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';
}

/** Nights at the end of the season, which hardly anybody asks for while it is rehearsed. */
const stayNights = 2;

/**
 * Quotes and books a stay in one transaction, and takes it back: the database never commits it, so no reader, no
 * subscriber and no invariant sees any of it. For a task that runs its booking code before visitors do.
 */
export async function rehearseBooking(tenant: Tenant, deps: Dependencies): Promise<void> {
  const catalog = await deps.catalogs(tenant);
  const { writer } = tenant.database;
  for (const { groups, bookable } of catalog.properties.values()) {
    const departure = bookable.to;
    const stay = { arrival: addDays(departure, -stayNights), departure };
    const [group] = groups;
    if (group === undefined) continue;
    const party = { unitGroup: group.id, adults: 1, children: 0, services: [] };
    const rehearsal = inTransaction(writer, deps, async (transaction) => {
      const quote = await makeQuote(tenant.database.reader, catalog, { ...stay, ...party }, deps);
      const key = deps.newId();
      await together(transaction, insertQuote(transaction, quote, deps.now()));
      const request = { quoteId: quote.id, hold: false, guest, payment };
      const lock = lockQuotes(transaction, quotesOf(request));
      const locked = await claimKey(transaction, { key, hash: '', now: deps.now() }, lock);
      const made = await makeBooking(transaction, locked, request, key, deps);
      const { booking, holds, nights, writes } = made;
      const answer = { status: 201 as const, text: JSON.stringify(booking) };
      const all = [...nights, storeAnswer(transaction, key, answer), ...writes];
      await orTaken(holds, together(transaction, all));
      throw new Rehearsed();
    });
    await rehearsal.catch((thrown: unknown) => {
      // The last nights of a season may be closed, or taken.
      if (!(thrown instanceof Rehearsed || thrown instanceof Problem)) throw thrown;
    });
  }
}

const guest = { givenName: 'Nobody', surname: 'Nobody', email: 'nobody@example.com' };
const payment = { method: 'card', token: 'rehearsal' } as const;
