import { z } from 'zod';
import { reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { Target } from '../../targets/target.ts';
import type { DrillProbe } from './drill.ts';
import { ask, quoteFor, type Wish, wishesOf } from './site.ts';

/** A visitor who books one night after another while a drill goes on, and looks in the end whether all bookings are there. */
export interface Booker {
  /** Begins to book; so when the first booking is taken. */
  readonly begins: DrillProbe;
  /** So when as many more were taken since it was first looked at. */
  readonly goesOn: (bookings: number) => DrillProbe;
  /** So when no booking failed up to now. */
  readonly noneFailed: DrillProbe;
  /** So when none was taken for so long: the proof that what stops them took effect. */
  readonly stalls: (seconds: number) => DrillProbe;
  /** Tells how many failed up to now, which is what something costs. */
  readonly failed: DrillProbe;
  /** Ends the booking; so when everything that was acknowledged is there. */
  readonly kept: DrillProbe;
}

const pauseMs = 300;
const withId = z.object({ id: z.string() });

export function booker(): Booker {
  const over = new AbortController();
  const taken: string[] = [];
  const failures: string[] = [];
  let going: Promise<void> | undefined;
  const told = (): string =>
    `${taken.length} bookings, ${failures.length} failed${failures.length === 0 ? '' : `: ${failures[0]}`}`;
  const end = async (): Promise<void> => {
    over.abort();
    await going;
  };
  return {
    begins: {
      name: 'bookings are taken',
      look: async ({ target }) => {
        going ??= books(target, taken, failures, over.signal);
        return { isMet: taken.length > 0, output: told() };
      },
    },
    goesOn: (bookings) => {
      let before: number | undefined;
      return {
        name: 'bookings go on',
        look: async () => {
          before ??= taken.length;
          return { isMet: taken.length >= before + bookings, output: told() };
        },
      };
    },
    stalls: (seconds) => {
      let last = { taken: -1, at: 0 };
      return {
        name: `no booking is taken for ${seconds} s`,
        look: async () => {
          if (taken.length !== last.taken) last = { taken: taken.length, at: performance.now() };
          return { isMet: performance.now() - last.at >= seconds * 1000, output: told() };
        },
      };
    },
    noneFailed: {
      name: 'no booking failed',
      look: async () => ({ isMet: failures.length === 0, output: told() }),
    },
    failed: {
      name: 'what it costs is known',
      look: async () => ({ isMet: going !== undefined, output: told() }),
    },
    kept: {
      name: 'every booking that was acknowledged is there',
      look: async ({ target }) => {
        await end();
        const missing: string[] = [];
        for (const id of taken)
          if ((await ask(target, `booking/v1/bookings/${id}`)).status !== 200) missing.push(id);
        const output = `${taken.length - missing.length} of ${taken.length}`;
        return { isMet: missing.length === 0, output };
      },
    },
  };
}

async function books(
  target: Target,
  taken: string[],
  failures: string[],
  until: AbortSignal,
): Promise<void> {
  let wishes: Wish[] = [];
  while (!until.aborted) {
    try {
      if (wishes.length === 0) wishes = await wishesOf(target);
      const id = await book(target, wishes.pop());
      if (id !== undefined) taken.push(id);
    } catch (error) {
      failures.push(reasonOf(error));
    }
    await pause(pauseMs, until);
  }
}

/** @returns the id; undefined where it was refused, as by another who was first @throws where it failed */
async function book(target: Target, wish: Wish | undefined): Promise<string | undefined> {
  const quote = await ask(target, 'booking/v1/quotes', { sent: quoteFor(wish) });
  if (isRefusal(quote.status)) return undefined;
  if (quote.status !== 201) throw new Error(`a quote was answered with ${quote.status}`);
  const sent = {
    quoteId: withId.parse(quote.body).id,
    guest: { givenName: 'Guest', surname: 'Drill', email: 'drill@example.com' },
    payment: { method: 'card', token: 'drill' },
  };
  const booking = await ask(target, 'booking/v1/bookings', { sent });
  if (isRefusal(booking.status)) return undefined;
  if (booking.status !== 201) throw new Error(`a booking was answered with ${booking.status}`);
  return withId.parse(booking.body).id;
}

function isRefusal(status: number): boolean {
  return status === 409 || status === 422;
}
