import { BilanciaError } from '../core/errors.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import type { Target } from '../targets/target.ts';
import { appendAll } from './append-all.ts';
import type { Progress } from './progress.ts';

/** Clocks of the generator and of the database may differ by this much; earlier bookings of other runs do no harm. */
const clockSlackMs = 5_000;

/**
 * What the database holds once the load is over: every invariant, and the run's bookings. Returns why not, when the
 * database does not answer any more, so that the run can still be judged on the rest.
 */
export async function collectDatabaseEvidence(
  folder: string,
  target: Target,
  startedAt: number,
  progress: Progress,
): Promise<BilanciaError | undefined> {
  const { database } = target;
  if (database === undefined) return undefined;
  progress.live('Checking every invariant in the database');
  try {
    await appendAll(folder, 'invariants', checkInvariants(database, 'after', Date.now));
    const since = startedAt - clockSlackMs;
    await appendAll(folder, 'databaseBookings', databaseBookings(database, since));
    return undefined;
  } catch (error) {
    const isKnown = error instanceof BilanciaError && error.code.startsWith('database-');
    if (isKnown) return error;
    throw error;
  } finally {
    progress.end();
  }
}
