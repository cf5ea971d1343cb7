import { runFiles } from '../../../core/run-folder/files/index.ts';
import { list } from '../../words/figures.ts';
import { bothSidesWhole } from '../client-invariants.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

/** Where the target has a database, what it holds once the load is over is part of the verdict. */
export const databaseEvidence: Rule = (run) => {
  const { evidence, history } = run;
  if (!evidence.manifest.target.capabilities.observe.includes('bookings')) {
    const summary =
      'The target offers no database, so the invariants of its bookings were not checked there.';
    return [{ severity: 'remark', summary }];
  }
  const known = history.attempts.size + history.acknowledged.size;
  const anyBooking = known > 0 || (evidence.databaseBookings ?? []).length > 0;
  return [
    ...uncheckedAfter(run),
    ...(anyBooking && evidence.databaseBookings !== undefined && !bothSidesWhole(evidence)
      ? [
          `Clients and database cannot be compared in full: ${runFiles.bookings.name} or ${runFiles.databaseBookings.name} may lack bookings.`,
        ]
      : []),
  ].map((summary) => ({ severity: 'inconclusive', summary }));
};

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
