import { BilanciaError, reasonOf } from '../core/errors.ts';
import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import { databaseNow, type Target } from '../targets/target.ts';
import { appendAll } from './append-all.ts';
import type { Progress } from './progress.ts';

/** Clocks of the generator and of the database may differ by this much; earlier bookings of other runs do no harm. */
const clockSlackMs = 5_000;

/** What became of asking the database. */
export interface DatabaseEvidence {
  /** For the manifest; undefined where there is no database. */
  readonly asked: Manifest['databaseAsked'];
  /** Why it was not asked to the end, to tell the user. */
  readonly failure: BilanciaError | undefined;
}

/**
 * What the database holds once the load is over: every invariant, and the run's bookings. A database that does not
 * answer any more is no error, so that the run can still be judged on the rest: what was written until then stays,
 * and is not said to be whole.
 */
export async function collectDatabaseEvidence(
  folder: string,
  target: Target,
  startedAt: number,
  progress: Progress,
): Promise<DatabaseEvidence> {
  if (target.database === undefined) return { asked: undefined, failure: undefined };
  progress.live('Checking every invariant in the database');
  try {
    const database = (await databaseNow(target)) ?? target.database;
    await appendAll(folder, 'invariants', checkInvariants(database, 'after', Date.now));
    const since = startedAt - clockSlackMs;
    await appendAll(folder, 'databaseBookings', databaseBookings(database, since));
    return { asked: { bookingsListed: Object.keys(database.schemas) }, failure: undefined };
  } catch (error) {
    const isKnown = error instanceof BilanciaError && /^(database|cluster)-/.test(error.code);
    if (!isKnown) throw error;
    const why = reasonOf(error.cause ?? error);
    return { asked: { bookingsListed: [], failure: why }, failure: error };
  } finally {
    progress.end();
  }
}
