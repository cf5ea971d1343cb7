import type { Shape } from './synthetic-load.ts';
import { loadStartedAt, recordsOf, syntheticManifest, timesOf } from './synthetic-run.ts';
import { writeRun } from './write-run.ts';

const hour = 3600;
const rampSeconds = 600;
/** Seconds between two checks of the invariants. */
const checkSeconds = 30;

/**
 * Writes a run of many hours in which everything went well into an empty folder, an hour at a time: 430 visitors make
 * some 20 requests a second, and about 50 MB an hour.
 */
export async function writeLongRun(folder: string, hours: number, visitors = 430): Promise<void> {
  const manifest = syntheticManifest(
    visitors,
    timesOf([
      { name: 'ramp', kind: 'ramp', seconds: rampSeconds, visitors },
      { name: 'hold', kind: 'hold', seconds: hours * hour - rampSeconds, visitors },
    ]),
  );
  let firstBooking = 0;
  for (let index = 0; index < hours; index += 1) {
    const shape: Shape = {
      from: loadStartedAt / 1000 + index * hour,
      visitors,
      rampSeconds,
      seconds: hour,
      seed: index + 1,
      firstBooking,
      ...(index === 0 ? {} : { levels: [{ from: -1, visitors }] }),
    };
    const records = recordsOf(shape, manifest);
    const isLast = index === hours - 1;
    const end = shape.from + hour;
    await writeRun(folder, {
      manifest,
      ...records,
      topology: index === 0 ? records.topology : [],
      series: records.series.filter(({ t }) => isLast || t < end),
      invariants: records.invariants.flatMap((check) => {
        if (check.phase === 'after') return isLast ? [check] : [];
        return Array.from({ length: hour / checkSeconds }, (_, step) => ({
          ...check,
          at: (shape.from + step * checkSeconds) * 1000,
        }));
      }),
      readers: records.readers.filter(({ at }) => (at / 1000) % 5 === 0),
    });
    firstBooking += records.facts.filter(({ kind }) => kind === 'attempt').length;
  }
}
