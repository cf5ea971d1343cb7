import { reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import { databaseNow, type Target } from '../../targets/target.ts';
import { connectTo, rowsOf } from '../database/connection.ts';
import type { DrillProbe } from './drill.ts';

/** Asks the writer the same small question again and again: how long it waits is how long anybody does. */
export interface Canary {
  /** Begins to ask; so when the first answer has come. */
  readonly begins: DrillProbe;
  /** So when no answer took, or takes, longer. */
  readonly waitsAtMost: (seconds: number) => DrillProbe;
  /** Ends the asking. */
  readonly ends: DrillProbe;
}

const everyMs = 100;
/** So many ask in turn: a question that waits does not keep the next from being asked. */
const singers = 20;

export function canary(question: string): Canary {
  const over = new AbortController();
  const asked = new Map<number, number>();
  const failures: string[] = [];
  let answers = 0;
  let longestMs = 0;
  let going: Promise<unknown> | undefined;

  const sing = async (target: Target, singer: number, begun: number): Promise<void> => {
    const database = await databaseNow(target);
    if (database === undefined) throw new Error('the database cannot be asked');
    const [schema] = Object.values(database.schemas);
    // By the clock: however late some answers are, the singers keep their distance.
    let due = begun + singer * everyMs;
    await pause(Math.max(0, due - performance.now()), over.signal);
    const connection = await connectTo(database, database.writer, schema);
    connection.on('error', (error) => failures.push(reasonOf(error)));
    try {
      while (!over.signal.aborted) {
        const start = performance.now();
        asked.set(singer, start);
        await rowsOf(connection, question);
        asked.delete(singer);
        answers += 1;
        longestMs = Math.max(longestMs, performance.now() - start);
        while (due <= performance.now()) due += singers * everyMs;
        await pause(due - performance.now(), over.signal);
      }
    } finally {
      connection.destroy();
    }
  };
  const longestNow = (): number =>
    Math.max(longestMs, ...[...asked.values()].map((since) => performance.now() - since));
  const told = (): string =>
    [
      `of ${answers.toLocaleString('en-US')} answers the slowest took ${(longestNow() / 1000).toFixed(1)} s`,
      ...failures.slice(0, 1),
    ].join('; ');
  return {
    begins: {
      name: `the database is asked every ${everyMs} ms`,
      look: async ({ target }) => {
        const begun = performance.now();
        going ??= Promise.all(
          Array.from({ length: singers }, (_, singer) =>
            sing(target, singer, begun).catch((error: unknown) => failures.push(reasonOf(error))),
          ),
        );
        return { isMet: answers > 0, output: told() };
      },
    },
    waitsAtMost: (seconds) => ({
      name: `no answer took longer than ${seconds} s`,
      look: async () => ({
        isMet: answers > 0 && failures.length === 0 && longestNow() <= seconds * 1000,
        output: told(),
      }),
    }),
    ends: {
      name: 'the database is asked no more',
      look: async () => {
        over.abort();
        await going;
        return { isMet: true, output: told() };
      },
    },
  };
}
