import { addDays } from '../../system-under-test/pms/domain/civil-date.ts';

export type Method = 'card' | 'cash';

/** The campsite's books: days are closed one after the other, and money moves on the first that is open, or today. */
export interface Books {
  lastClosed: string | undefined;
  /** What each day brought, captured - refunded, in cents. */
  readonly days: Map<string, Record<Method, number>>;
}

/** What goes on from sequence to sequence. */
export interface World {
  /** Nights of the units that are held, as `unit night`. */
  readonly taken: Set<string>;
  readonly books: Books;
  /** Steps that were played, by name. */
  readonly counts: Map<string, { done: number; refused: number }>;
}

export interface Moment {
  readonly now: number;
  /** At the campsite. */
  readonly today: string;
}

/** What a day brought so far. */
export function broughtBy({ days }: Books, day: string): Record<Method, number> {
  return days.get(day) ?? { card: 0, cash: 0 };
}

/** Writes down money that moved now. */
export function bookMoney(books: Books, method: Method, cents: number, { today }: Moment): void {
  const { lastClosed } = books;
  const day = lastClosed === undefined || lastClosed < today ? today : addDays(lastClosed, 1);
  const before = broughtBy(books, day);
  books.days.set(day, { ...before, [method]: before[method] + cents });
}

/** Closes a day when it is over or running, and the day before it is closed. */
export function closeDay(books: Books, day: string, { today }: Moment): boolean {
  const { lastClosed } = books;
  const legal = day <= today && (lastClosed === undefined || day === addDays(lastClosed, 1));
  if (legal) books.lastClosed = day;
  return legal;
}
