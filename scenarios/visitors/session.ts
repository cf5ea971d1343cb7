import type { Catalogue } from './catalogue.ts';
import type { Random } from '../../core/seeded-random.ts';
import type { Stay } from './stay.ts';

/** What a visitor knows and remembers during one visit. */
export interface Session {
  readonly random: Random;
  readonly catalogue: Catalogue;
  /** Unlike any other visit's, in this run and all others: idempotency keys are made of it. */
  readonly visitId: string;
  readonly chooseStay: () => Stay;
  /** Index among `n` free units: anyone for most visits, the best first on an opening day. */
  readonly chooseUnit: (n: number) => number;
  /** How often someone whose unit was taken tries another one. */
  readonly retries: number;
  stay: Stay | undefined;
  unit: string | number | undefined;
  quote: OpenQuote | undefined;
  bookingId: string | undefined;
  bookedCents: number;
  attempts: number;
  /** Responses looked through for another tenant's rows, and what was found there. */
  isolationChecked: number;
  readonly foreign: string[];
}

/** A price that was given and not yet accepted. */
export interface OpenQuote {
  readonly id: string;
  readonly unit: string;
  readonly arrival: string;
  readonly departure: string;
  readonly totalCents: number;
}

export function newSession(
  known: Pick<
    Session,
    'random' | 'catalogue' | 'visitId' | 'chooseStay' | 'chooseUnit' | 'retries'
  >,
): Session {
  return {
    ...known,
    stay: undefined,
    unit: undefined,
    quote: undefined,
    bookingId: undefined,
    bookedCents: 0,
    attempts: 0,
    isolationChecked: 0,
    foreign: [],
  };
}

/** What the visitor is looking for; made up at the first page that needs it. */
export function stayOf(session: Session): Stay {
  session.stay ??= session.chooseStay();
  return session.stay;
}
