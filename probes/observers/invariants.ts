import { BilanciaError } from '../../core/errors.ts';
import { every } from '../../core/every.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import { databaseNow } from '../../targets/target.ts';
import { checkInvariants } from '../check-invariants.ts';
import type { Observation, Observer } from './observer.ts';

const everyMs = 30_000;

/** The booking invariants while load runs: what is wrong for a moment only would not be seen afterwards. */
export const invariantsDuring: Observer = {
  file: 'invariants',
  watch: (observation) => {
    const { database } = observation.target;
    return database === undefined ? undefined : check(observation);
  },
};

/** A database that does not answer for a moment is the report's matter, not the end of the run. */
async function* check({ target, until, tell }: Observation): AsyncGenerator<InvariantCheck> {
  for await (const _ of every(everyMs, until)) {
    try {
      const database = await databaseNow(target);
      if (database !== undefined) yield* checkInvariants(database, 'during', Date.now);
    } catch (error) {
      if (!(error instanceof BilanciaError)) throw error;
      tell(error.message);
    }
  }
}
