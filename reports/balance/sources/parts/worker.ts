import { parentPort, workerData } from 'node:worker_threads';
import { eventScanner } from '../events/event-scanner.ts';
import { buffersOf } from './part.ts';
import type { SectionRead } from './read-parts.ts';
import { sectionReader } from './read-section.ts';
import { type SharedWork, takeSection } from './shared-work.ts';

/** A thread that reads sections as long as there are any; what goes wrong ends it, and whoever started it is told. */
const work: SharedWork = workerData;
const readSection = sectionReader(work.path, eventScanner());
for (let next = takeSection(work); next !== undefined; next = takeSection(work)) {
  const part = readSection(next.section);
  const read: SectionRead = { place: next.place, part };
  parentPort?.postMessage(read, buffersOf(part));
}
