import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { LossKind } from '../../core/run-folder/files/invariants.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { type BookingHistory, bookingKey } from '../evidence/booking-history.ts';
import type { ClientFacts } from '../evidence/client-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type FileState, isAsWritten } from '../evidence/file-state.ts';
import { mostKept } from '../evidence/first-few.ts';
import { compareBookings } from './booking-comparison.ts';
import type { InvariantResult } from './schema.ts';

type Example = InvariantResult['examples'][number];

/** What each of them looks for. */
export const clientLosses: ReadonlyMap<string, LossKind> = new Map([
  ['clients-and-database-agree', 'existence'],
  ['read-your-writes', 'existence'],
  ['idempotency', 'repetition'],
  ['tenant-isolation', 'ownership'],
  ['answers-as-asked', 'copies'],
]);

/** Invariants that only the clients can see, in the form of those that the database is asked for. */
export function clientInvariants(evidence: Evidence, history: BookingHistory): InvariantResult[] {
  const { facts } = evidence;
  if (facts.count === 0 && evidence.databaseBookings === undefined) return [];
  return [
    agreement(evidence, history),
    readYourWrites(facts),
    idempotency(facts),
    isolation(facts),
    answersAsAsked(facts),
  ].filter((result) => result !== undefined);
}

/**
 * Whether both the clients' facts and the database's bookings are there to the end. Otherwise what only one side knows
 * says nothing: the other may have lost it. A listing of the database is whole when the run says so: a database that
 * goes away leaves a file that looks like that of a run without bookings.
 */
export function bothSidesWhole({ manifest, files }: Evidence): boolean {
  const sides = [files.of(runFiles.bookings), files.of(runFiles.databaseBookings)];
  const isWhole = (side: FileState): boolean =>
    side.bytes !== undefined && !side.cut && isAsWritten(manifest, side);
  const hasEnded = manifest.endedAt !== undefined && manifest.files !== undefined;
  return hasEnded && sides.every(isWhole) && unlistedTenants(manifest).length === 0;
}

/** Tenants whose bookings the run did not read from the database to the last one. */
export function unlistedTenants({ target, databaseAsked }: Manifest): string[] {
  const listed = new Set(databaseAsked?.bookingsListed);
  return target.tenants.filter((tenant) => !listed.has(tenant));
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
  return result('clients-and-database-agree', checked, rows.length, rows);
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

function readYourWrites({ readBacks: { checked, wrong } }: ClientFacts): InvariantResult {
  return result(
    'read-your-writes',
    checked,
    wrong.count,
    wrong.first.map(({ tenant, bookingId, status, visible }) => ({
      what: visible ? 'another total than acknowledged' : 'not visible after its 201',
      tenant,
      booking: bookingId,
      status,
    })),
  );
}

function idempotency({ replays: { checked, wrong } }: ClientFacts): InvariantResult {
  return result(
    'idempotency',
    checked,
    wrong.count,
    wrong.first.map(({ tenant, key, body, status }) => ({
      what:
        body === 'same' ? 'same request, another answer' : 'altered request not refused with 422',
      tenant,
      key,
      status,
    })),
  );
}

function isolation({ isolation: { checked, wrong } }: ClientFacts): InvariantResult {
  return result(
    'tenant-isolation',
    checked,
    wrong.count,
    wrong.first.map((row) => ({ what: "another tenant's row in a response", ...row })),
  );
}

function answersAsAsked({ answers }: ClientFacts): InvariantResult | undefined {
  if (answers === undefined) return undefined;
  const { checked, wrong } = answers;
  return result('answers-as-asked', checked, wrong.count, wrong.first);
}

function result(
  name: string,
  checked: number,
  violations: number,
  examples: readonly Example[],
): InvariantResult {
  return { name, checked, violations, examples: examples.slice(0, mostKept) };
}
