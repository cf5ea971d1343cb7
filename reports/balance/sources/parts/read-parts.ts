import { once } from 'node:events';
import { extname } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { EventCollector } from '../events/event-collector.ts';
import { eventScanner } from '../events/event-scanner.ts';
import { type Part, appendPart } from './part.ts';
import { sectionReader } from './read-section.ts';
import type { Section } from './sections.ts';
import { type SharedWork, sharedWork, takeSection } from './shared-work.ts';

/** What a section gave, and which one it is. */
export interface SectionRead {
  readonly place: number;
  readonly part: Part;
}

const entry = new URL(`worker${extname(import.meta.filename)}`, import.meta.url);

/**
 * Reads sections of a file of performance events in so many threads, of which this is one, into a collector: what it has in
 * the end is what it would have if the file had been read from its beginning to its end.
 * @throws the system's error, of whichever thread had it
 */
export async function readParts(
  path: string,
  sections: readonly Section[],
  threads: number,
  collector: EventCollector,
): Promise<void> {
  const work = sharedWork(path, sections);
  const { put, whole, done } = inOrder(collector, sections);
  const workers = Array.from({ length: threads - 1 }, () => startWorker(work, put));
  try {
    const ended = Promise.all([...workers.map((one) => one.ended), readHere(work, put)]);
    // All is there some time before the last thread has ended.
    await Promise.race([whole, ended]);
    if (done() < sections.length)
      throw new Error(`A thread ended that had not read all of ${path}.`);
  } catch (error) {
    // Nothing is left to take for those that still read when another one failed.
    Atomics.store(work.taken, 0, sections.length);
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
    throw error;
  }
}

/** Parts come as they are done, and are put together in their order, until all of them are there. */
function inOrder(
  collector: EventCollector,
  sections: readonly Section[],
): {
  readonly put: (read: SectionRead) => void;
  readonly whole: Promise<void>;
  readonly done: () => number;
} {
  const waiting = new Map<number, Part>();
  const { promise: whole, resolve } = Promise.withResolvers<void>();
  let next = 0;
  const put = ({ place, part }: SectionRead): void => {
    waiting.set(place, part);
    for (let own = waiting.get(next); own !== undefined; own = waiting.get(next)) {
      appendPart(collector, own, shares(sections, next));
      waiting.delete(next);
      next += 1;
    }
    if (next === sections.length) resolve();
  };
  return { put, whole, done: () => next };
}

/** Parts of a file are not quite alike: a little more room than one of them asks for. */
const spare = 1.02;

/** How many times as large as a section it is with everything behind it; the last one is taken to be as large as the one before. */
function shares(sections: readonly Section[], place: number): number {
  const { from = 0, to = Infinity } = sections[place] ?? {};
  const [before, last] = sections.slice(-2);
  if (to === Infinity || before === undefined || last === undefined) return 1;
  return (spare * (2 * last.from - before.from - from)) / (to - from);
}

function startWorker(
  work: SharedWork,
  put: (read: SectionRead) => void,
): { readonly worker: Worker; readonly ended: Promise<unknown> } {
  // Rows are no part of its heap, which need not be large.
  const worker = new Worker(entry, {
    workerData: work,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  worker.on('message', put);
  return { worker, ended: once(worker, 'exit') };
}

async function readHere(work: SharedWork, put: (read: SectionRead) => void): Promise<void> {
  const readSection = sectionReader(work.path, eventScanner());
  for (let next = takeSection(work); next !== undefined; next = takeSection(work)) {
    put({ place: next.place, part: readSection(next.section) });
    // Parts of other threads are put together meanwhile, so that few of them wait.
    await pause();
  }
}
