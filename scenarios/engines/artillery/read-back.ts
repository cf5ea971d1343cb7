import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import type { EngineSink, ReadBack } from '../../engine.ts';
import { type Followed, followLines } from './follow.ts';
import { recordOutput } from './record.ts';

/** What Artillery calls the output of a worker on Fargate. */
const logName = /^worker-log-.+\.txt$/;
/** How each line of ours begins. */
const ours = '{"kind":"';

/** What workers that played elsewhere printed: lines of ours among Artillery's own. */
export const readBack: ReadBack = {
  find: async (folder) => {
    const names = (await namesIn(folder)).filter((name) => logName.test(name)).toSorted();
    if (names.length === 0) throw refuse(folder, 'it has no log of any worker');
    return names.map((name, index) => {
      const path = join(folder, name);
      return { nth: index + 1, output: path, log: path };
    });
  },
  read: async ({ output }, sink) => {
    const { reading, exceptions } = await recordOutput(ownLines(output, sink), sink);
    return { reading, ...(exceptions.count === 0 ? {} : { exceptions }) };
  },
};

/** Lines of ours; what Artillery printed goes to the log, also what it began on a line of ours. */
async function* ownLines(path: string, sink: EngineSink): AsyncGenerator<Followed> {
  for await (const { line, isCut } of followLines(path, AbortSignal.abort())) {
    const at = line.indexOf(ours);
    const others = at === -1 ? line : line.slice(0, at);
    if (others !== '') await sink.log(others);
    if (at !== -1) yield { line: line.slice(at), isCut };
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw refuse(folder, reasonOf(error), error);
  }
}

function refuse(path: string, reason: string, cause?: unknown): Error {
  const expected = 'the log of each worker, e.g. worker-log-x7k2p.txt';
  return knownError('unreadable-file', { what: 'What came back', path, reason, expected }, cause);
}
