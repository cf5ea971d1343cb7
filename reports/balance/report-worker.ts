import { parentPort, workerData } from 'node:worker_threads';
import { type Reported, type Share, reportOnOne } from './report-on-all.ts';

/** A thread that reports on its share of services; what goes wrong ends it, and whoever started it is told. */
const { services, options }: Share = workerData;
const reported = services.map((service) => reportOnOne(service, options));
parentPort?.postMessage(reported, reported.flatMap(buffersOf));

/** What need not be copied. Matrices are shared anyway. */
function buffersOf({ analysis: { sight } }: Reported): ArrayBuffer[] {
  return [sight.age, sight.first, sight.last, sight.settled, sight.blockOf].map(
    ({ buffer }) => buffer,
  );
}
