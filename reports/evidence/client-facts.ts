import type {
  BookingOutcome,
  BookingReadBack,
  BookingReplay,
  ClientFact,
} from '../../core/client-history.ts';
import { type BookingHistory, bookingRecorder } from './booking-history.ts';
import type { Fold } from './fold.ts';
import { type FirstFew, keepFirst, noneYet } from './first-few.ts';

/** Facts of one kind that were looked at, and those of them that are wrong. */
export interface Looked<T> {
  checked: number;
  readonly wrong: FirstFew<T>;
}

type Told = Readonly<Record<BookingOutcome['outcome'], readonly number[]>>;

/** What the visitors told of their bookings. */
export interface ClientFacts {
  /** Facts of all kinds. */
  readonly count: number;
  readonly history: BookingHistory;
  /** Second since 1970 of each outcome, by what it was. */
  readonly told: Told;
  /** The same by tenant. */
  readonly byTenant: ReadonlyMap<string, Told>;
  /** Those with a definite answer. A read that failed altogether says nothing of visibility; it counts as an error. */
  readonly readBacks: Looked<BookingReadBack>;
  readonly replays: Looked<BookingReplay>;
  /** Responses looked through, and rows of other tenants in them. */
  readonly isolation: Looked<{ readonly tenant: string; readonly row: string }>;
  /** Answers compared with what was asked; undefined where nobody compares them, as in most profiles. */
  readonly answers: Looked<{ readonly tenant: string; readonly answer: string }> | undefined;
}

/** Keeps what verdict and report need: a few hundred bytes for each booking, and none for each fact that is as it should be. */
export function clientFactFold(): Fold<ClientFact, ClientFacts> {
  let count = 0;
  const recorder = bookingRecorder();
  const told = nothingTold();
  const byTenant = new Map<string, ReturnType<typeof nothingTold>>();
  const readBacks: ClientFacts['readBacks'] = { checked: 0, wrong: noneYet() };
  const replays: ClientFacts['replays'] = { checked: 0, wrong: noneYet() };
  const isolation: ClientFacts['isolation'] = { checked: 0, wrong: noneYet() };
  let answers: ClientFacts['answers'];
  const addFact = (fact: ClientFact): void => {
    if (fact.kind === 'attempt') recorder.add(fact);
    else if (fact.kind === 'outcome') {
      recorder.add(fact);
      const second = Math.floor(fact.at / 1000);
      const ofTenant = byTenant.get(fact.tenant) ?? nothingTold();
      byTenant.set(fact.tenant, ofTenant);
      for (const to of [told, ofTenant]) to[fact.outcome].push(second);
    } else if (fact.kind === 'isolation') {
      isolation.checked += fact.checked;
      for (const row of fact.foreign) keepFirst(isolation.wrong, { tenant: fact.tenant, row });
    } else if (fact.kind === 'answers') {
      answers ??= { checked: 0, wrong: noneYet() };
      answers.checked += fact.checked;
      for (const answer of fact.wrong) keepFirst(answers.wrong, { tenant: fact.tenant, answer });
    } else if (fact.kind === 'read-back') {
      look(readBacks, fact, fact.visible && fact.sameTotal);
    } else look(replays, fact, fact.asRequired);
  };
  return {
    add: (batch) => {
      count += batch.length;
      for (const fact of batch) addFact(fact);
    },
    value: () => ({
      count,
      history: recorder.history(),
      told,
      byTenant,
      readBacks,
      replays,
      isolation,
      answers,
    }),
  };
}

function nothingTold(): Record<BookingOutcome['outcome'], number[]> {
  return { acknowledged: [], refused: [], indeterminate: [] };
}

function look<T extends { readonly status: number }>(
  looked: Looked<T>,
  fact: T,
  isRight: boolean,
): void {
  if (fact.status <= 0 || fact.status >= 500) return;
  looked.checked += 1;
  if (!isRight) keepFirst(looked.wrong, fact);
}
