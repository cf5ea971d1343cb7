import type { UsageSample } from '../../core/run-folder/files/usage.ts';
import { meteredUsage } from '../metered-usage.ts';
import type { Observation, Observer } from './observer.ts';
import { tellIfKnown } from './tell-if-known.ts';

/** The system's own metering before the load; what it comes to is asked with all that the database holds after it. */
export const usage: Observer = {
  file: 'usage',
  watchedBefore: true,
  watch: (observation) =>
    observation.target.database?.meteringSchema === undefined ? undefined : look(observation),
};

async function* look({ target, tell }: Observation): AsyncGenerator<UsageSample> {
  yield* (await meteredUsage(target).catch(tellIfKnown(tell))) ?? [];
}
