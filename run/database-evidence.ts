import { BilanciaError } from '../core/errors.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import type { Target } from '../targets/target.ts';
import type { Progress } from '../cli/progress.ts';
import { records } from './observe.ts';

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
  if (target.database === undefined) return undefined;
  progress.live('Checking every invariant in the database');
  try {
    await records(folder, 'invariants', checkInvariants(target.database, 'after', Date.now));
    await records(
      folder,
      'databaseBookings',
      databaseBookings(target.database, startedAt - clockSlackMs),
    );
    return undefined;
  } catch (error) {
    if (error instanceof BilanciaError && error.code === 'database-gone') return error;
    throw error;
  } finally {
    progress.end();
  }
}
