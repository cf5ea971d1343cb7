import { every } from '../../core/every.ts';
import { cpuSecondsOf } from '../../core/process-files.ts';
import type { WriterSample } from '../../core/run-folder/files/writer.ts';
import { databaseNow } from '../../targets/target.ts';
import type { Observation, Observer } from './observer.ts';
import { tellIfKnown } from './tell-if-known.ts';

const everyMs = 5_000;

/** CPU of the database's writer, whichever that is at the time. */
export const writer: Observer = {
  file: 'writer',
  watch: (observation) => {
    const { database, writerSamples } = observation.target;
    return database?.writer.pid === undefined
      ? writerSamples?.(observation.until, observation.late)
      : sampleWriter(observation);
  },
};

/** A writer that is gone gives no sample. */
async function* sampleWriter({ target, until, tell }: Observation): AsyncGenerator<WriterSample> {
  for await (const _ of every(everyMs, until)) {
    const database = await databaseNow(target).catch(tellIfKnown(tell));
    const pid = database?.writer.pid;
    const cpuSeconds = pid === undefined ? undefined : await cpuSecondsOf(pid);
    if (database !== undefined && cpuSeconds !== undefined)
      yield { at: Date.now(), writer: database.writer.id, cpuSeconds };
  }
}
