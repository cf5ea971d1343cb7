import type { BookingReadBack, BookingReplay, IsolationCheck } from '../../core/client-history.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { LossKind } from '../../core/run-folder/files/invariants.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type FileState, isShort } from '../evidence/file-state.ts';
import { compareBookings } from './booking-comparison.ts';
import { type BookingHistory, bookingKey } from './booking-history.ts';
import type { InvariantResult } from './schema.ts';

type Example = InvariantResult['examples'][number];

const mostExamples = 20;

/** What each of them looks for. */
export const clientLosses: ReadonlyMap<string, LossKind> = new Map([
  ['clients-and-database-agree', 'existence'],
  ['read-your-writes', 'existence'],
  ['idempotency', 'repetition'],
  ['tenant-isolation', 'ownership'],
]);

/** Invariants that only the clients can see, in the form of those that the database is asked for. */
export function clientInvariants(evidence: Evidence, history: BookingHistory): InvariantResult[] {
  const { facts } = evidence;
  if (facts.length === 0 && evidence.databaseBookings === undefined) return [];
  return [
    agreement(evidence, history),
    readYourWrites(facts.filter((fact) => fact.kind === 'read-back')),
    idempotency(facts.filter((fact) => fact.kind === 'replay')),
    isolation(facts.filter((fact) => fact.kind === 'isolation')),
  ].filter((result) => result !== undefined);
}

/**
 * Whether both the clients' facts and the database's bookings are there to the end. Otherwise what only one side knows
 * says nothing: the other may have lost it.
 */
export function bothSidesWhole({ manifest, files }: Evidence): boolean {
  const sides = [files.of(runFiles.bookings), files.of(runFiles.databaseBookings)];
  const isWhole = (side: FileState): boolean =>
    side.bytes !== undefined && !side.cut && !isShort(manifest, side);
  return manifest.endedAt !== undefined && manifest.files !== undefined && sides.every(isWhole);
}

function agreement(evidence: Evidence, history: BookingHistory): InvariantResult | undefined {
  if (evidence.databaseBookings === undefined) return undefined;
  const own = ownBookings(evidence, history);
  const rows = compareBookings(history, own, bothSidesWhole(evidence));
  const checked = new Set([
    ...history.acknowledged.keys(),
    ...history.refused,
    ...history.indeterminate,
    ...own.map(({ tenant, key, bookingId }) => `${tenant} ${key ?? bookingId}`),
  ]).size;
  return result('clients-and-database-agree', checked, rows);
}

/**
 * Bookings of this run: others book in the same database, before, meanwhile, or in another run. Visitors begin their
 * keys with the run's id, and a booking that they were told of is theirs whatever its key is now.
 */
function ownBookings(
  { manifest, databaseBookings = [] }: Evidence,
  history: BookingHistory,
): DatabaseBooking[] {
  const acknowledged = [...history.acknowledged.values()].flat();
  const told = new Set(acknowledged.map(({ tenant, bookingId }) => `${tenant} ${bookingId}`));
  const keys = new Set([
    ...history.attempts.keys(),
    ...history.acknowledged.keys(),
    ...history.refused,
    ...history.indeterminate,
  ]);
  return databaseBookings.filter(
    ({ tenant, key, bookingId }) =>
      key?.startsWith(`${manifest.id}-`) === true ||
      keys.has(bookingKey(tenant, key ?? '')) ||
      told.has(`${tenant} ${bookingId}`),
  );
}

/** A read that failed altogether says nothing of visibility; it counts as an error, not here. */
function definite(status: number): boolean {
  return status > 0 && status < 500;
}

function readYourWrites(facts: readonly BookingReadBack[]): InvariantResult {
  const read = facts.filter(({ status }) => definite(status));
  const wrong = read.filter(({ visible, sameTotal }) => !visible || !sameTotal);
  return result(
    'read-your-writes',
    read.length,
    wrong.map(({ tenant, bookingId, status, visible }) => ({
      what: visible ? 'another total than acknowledged' : 'not visible after its 201',
      tenant,
      booking: bookingId,
      status,
    })),
  );
}

function idempotency(facts: readonly BookingReplay[]): InvariantResult {
  const answered = facts.filter(({ status }) => definite(status));
  const wrong = answered.filter(({ asRequired }) => !asRequired);
  return result(
    'idempotency',
    answered.length,
    wrong.map(({ tenant, key, body, status }) => ({
      what:
        body === 'same' ? 'same request, another answer' : 'altered request not refused with 422',
      tenant,
      key,
      status,
    })),
  );
}

function isolation(facts: readonly IsolationCheck[]): InvariantResult {
  const checked = facts.reduce((total, fact) => total + fact.checked, 0);
  const rows = facts.flatMap(({ tenant, foreign }) =>
    foreign.map((row) => ({ what: "another tenant's row in a response", tenant, row })),
  );
  return result('tenant-isolation', checked, rows);
}

function result(name: string, checked: number, rows: readonly Example[]): InvariantResult {
  return { name, checked, violations: rows.length, examples: rows.slice(0, mostExamples) };
}
