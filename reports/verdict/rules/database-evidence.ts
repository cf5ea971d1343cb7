import { runFiles } from '../../../core/run-folder/files/index.ts';
import { list } from '../../words/figures.ts';
import { bothSidesWhole, unlistedTenants } from '../client-invariants.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

/** Where the target has a database, what it holds once the load is over is part of the verdict. */
export const databaseEvidence: Rule = (run) => {
  const { manifest } = run.evidence;
  if (!manifest.target.capabilities.observe.includes('bookings')) {
    const summary =
      'The target offers no database, so the invariants of its bookings were not checked there.';
    return [{ severity: 'remark', summary }];
  }
  return [...uncheckedAfter(run), ...unlisted(run), ...incomparable(run)].map((summary) => ({
    severity: 'inconclusive',
    summary,
  }));
};

/** Also where nobody booked as far as clients know: then the listing alone could tell otherwise. */
function unlisted({ evidence: { manifest, databaseBookings } }: JudgedRun): string[] {
  // Of a run that did not end, or a file that is missing, other rules tell.
  if (manifest.endedAt === undefined || databaseBookings === undefined) return [];
  const tenants = unlistedTenants(manifest);
  const why = manifest.databaseAsked?.failure;
  if (tenants.length === 0 && why === undefined) return [];
  const cause =
    why === undefined
      ? 'run.json does not say that the database was read to the end'
      : `The database was not read to the end (${why})`;
  return [
    `${cause}: ${runFiles.databaseBookings.name} may lack bookings of ${list(tenants, 4)}, so those that are missing were not taken for lost.`,
  ];
}

function incomparable({ evidence, history }: JudgedRun): string[] {
  const { manifest, databaseBookings } = evidence;
  const known = history.attempts.size + history.acknowledged.size;
  const anyBooking = known > 0 || (databaseBookings ?? []).length > 0;
  const isTold = manifest.endedAt !== undefined && unlistedTenants(manifest).length > 0;
  if (!anyBooking || databaseBookings === undefined || isTold || bothSidesWhole(evidence))
    return [];
  return [
    `Clients and database cannot be compared in full: ${runFiles.bookings.name} or ${runFiles.databaseBookings.name} may lack bookings.`,
  ];
}

/** Each invariant must be checked for every tenant once the load is over: whatever was found before may be undone. */
function uncheckedAfter({ evidence: { invariants, manifest } }: JudgedRun): string[] {
  if (invariants.size === 0) return [];
  const names = [...invariants.keys()];
  const after = new Set(
    [...invariants].flatMap(([name, { tenants }]) =>
      [...tenants].flatMap(([tenant, checked]) => (checked.after ? [`${name} of ${tenant}`] : [])),
    ),
  );
  const wanted = manifest.target.tenants.flatMap((tenant) =>
    names.map((name) => `${name} of ${tenant}`),
  );
  const open = wanted.filter((check) => !after.has(check));
  if (open.length === 0) return [];
  const which = open.length === wanted.length ? 'no invariant' : list(open, 4);
  return [
    open.length === wanted.length
      ? `${runFiles.invariants.name} has ${which} checked after the load.`
      : `${runFiles.invariants.name} lacks checks after the load: ${which}.`,
  ];
}
