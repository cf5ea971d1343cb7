import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import type { Brought, ReadBack } from '../../engine.ts';
import { readCsvFile } from './csv/source.ts';
import { recordLog, wantedOf } from './record.ts';

const ours = { isOurs: true } as const;
/** The points of a generator: its log has the same name but for the end. */
const pointsEnd = /\.csv(?:\.gz)?$/;

/**
 * What k6 processes that shared a load brought back: of each its points and its log, whose names end with their number and, as
 * pods have it, a few letters more, such as `steady-3-x7k2p.csv.gz`.
 */
export const readBack: ReadBack = {
  find: async (folder) => {
    const names = await namesIn(folder);
    const points = names.filter((name) => pointsEnd.test(name)).toSorted();
    if (points.length === 0) throw refuse(folder, 'it has no points of any generator');
    return Promise.all(points.map((name) => broughtBy(folder, name)));
  },
  read: async ({ output, log }, sink) => {
    const { damaged, ...reading } = await readCsvFile(output, { ...wantedOf(ours), sink });
    const { exceptions } = await recordLog(createReadStream(log), ours, sink, () => undefined);
    return {
      // What could not be unpacked is missing as what was never written is.
      reading: { ...reading, truncated: reading.truncated || damaged !== undefined },
      ...(exceptions.count === 0 ? {} : { exceptions }),
    };
  },
};

async function broughtBy(folder: string, name: string): Promise<Brought> {
  const stem = name.replace(pointsEnd, '');
  const [, nth] = /-(\d+)(?:-[a-z0-9]+)?$/.exec(stem) ?? [];
  if (nth === undefined)
    throw refuse(join(folder, name), 'its name does not tell which generator it is of');
  const log = join(folder, `${stem}.log`);
  if (!(await isThere(log))) throw refuse(log, 'there is no such file');
  return { nth: Number(nth), output: join(folder, name), log };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw refuse(folder, reasonOf(error), error);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}

function refuse(path: string, reason: string, cause?: unknown): Error {
  const expected = 'the points and the log of each generator, e.g. steady-1-x7k2p.csv.gz and .log';
  return knownError('unreadable-file', { what: 'What came back', path, reason, expected }, cause);
}
