import { BilanciaError, reasonOf } from '../core/errors.ts';
import type { UsageSample } from '../core/run-folder/files/usage.ts';
import type { Manifest } from '../core/run-folder/manifest/manifest.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import { settledUsage } from '../probes/metered-usage.ts';
import { tellIfKnown } from '../probes/observers/tell-if-known.ts';
import { databaseNow, type Target, type TargetDatabase } from '../targets/target.ts';
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
 * What the database holds once the load is over: every invariant, the run's bookings, and beside them what the system's
 * own metering has counted, which takes its time. A database that does not answer any more is no error, so that the run
 * can still be judged on the rest: what was written until then stays, and is not said to be whole.
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
    const words: string[] = [];
    const [evidence] = await Promise.all([
      askDatabase(folder, target, target.database, startedAt),
      target.database.meteringSchema === undefined
        ? undefined
        : appendAll(
            folder,
            'usage',
            usageOrWords(target, (text) => words.push(text)),
          ),
    ]);
    // A database that has gone fails both, and is told once.
    if (evidence.failure === undefined) words.forEach(progress.say);
    return evidence;
  } finally {
    progress.end();
  }
}

async function askDatabase(
  folder: string,
  target: Target,
  before: TargetDatabase,
  startedAt: number,
): Promise<DatabaseEvidence> {
  try {
    const database = (await databaseNow(target)) ?? before;
    await appendAll(folder, 'invariants', checkInvariants(database, 'after', Date.now));
    const since = startedAt - clockSlackMs;
    await appendAll(folder, 'databaseBookings', databaseBookings(database, since));
    return { asked: { bookingsListed: Object.keys(database.schemas) }, failure: undefined };
  } catch (error) {
    const isKnown = error instanceof BilanciaError && /^(database|cluster)-/.test(error.code);
    if (!isKnown) throw error;
    const why = reasonOf(error.cause ?? error);
    return { asked: { bookingsListed: [], failure: why }, failure: error };
  }
}

async function* usageOrWords(
  target: Target,
  tell: (text: string) => void,
): AsyncGenerator<UsageSample> {
  try {
    yield* settledUsage(target);
  } catch (error) {
    tellIfKnown(tell)(error);
  }
}
