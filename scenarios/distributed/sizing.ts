import { knownError } from '../../core/errors.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { gauges } from '../../core/run-folder/files/series.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';

/** What one virtual user takes of a generator's machine. */
export interface UserNeeds {
  readonly cores: number;
  readonly bytes: number;
  readonly files: number;
}

/** What one generator has. */
export interface GeneratorSize {
  readonly cores: number;
  readonly memoryBytes: number;
  /** Files that a generator may have open. */
  readonly openFiles: number;
}

/** What one generator needs. */
export interface Share {
  readonly virtualUsers: number;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly openFiles: number;
}

/** Without a run to calibrate by: k6 2.2 with our visitors, 10,000 on two cores (memory between two clean-ups). */
export const usualNeeds: UserNeeds = { cores: 1e-4, bytes: 420_000, files: 1 };

/** A generator must never be the limit: it gets so much more than was measured. */
const headroom = 1.5;
/** Open files and memory of a generator without any visitor. */
const [filesOfNone, bytesOfNone] = [200, 128 * 2 ** 20];
/** Share of the seconds whose CPU use is covered: single ones are start-up and clean-ups. */
const coveredSeconds = 0.95;

/**
 * What a virtual user took in a run of ours.
 * @throws unreadable-file when it is no run; cannot-distribute when nothing was seen of its generator
 */
export async function calibrate(folder: string): Promise<UserNeeds & { readonly by: string }> {
  const manifest = await readManifest(folder);
  const users = new Map<number, number>();
  for await (const { t, gauges: told } of readRecords(folder, runFiles.series)) {
    const playing = told[gauges.virtualUsers];
    if (playing !== undefined) users.set(t, playing);
  }
  const most = Math.max(0, ...users.values());
  const cores: number[] = [];
  let [bytes, files] = [0, 0];
  for await (const line of readRecords(folder, runFiles.generatorHealth)) {
    const playing = users.get(Math.floor(line.at / 1000)) ?? 0;
    // While few are there, what a generator takes by itself would be put down to them.
    if (playing < most / 2) continue;
    cores.push((line.generatorCpu * manifest.machine.cores) / playing);
    bytes = Math.max(bytes, (line.generatorMemoryBytes - bytesOfNone) / playing);
    files = Math.max(files, (line.generatorOpenFiles - filesOfNone) / playing);
  }
  const sorted = cores.toSorted((a, b) => a - b);
  const usual = sorted[Math.ceil(sorted.length * coveredSeconds) - 1];
  if (most === 0 || usual === undefined)
    throw knownError('cannot-distribute', {
      what: folder,
      reason: 'it does not tell what its generator took',
      remedy: 'Calibrate by a run of "bilancia run" that passed.',
    });
  return {
    by: manifest.id,
    cores: usual,
    bytes: Math.max(bytes, 1),
    // Each has a connection at least.
    files: Math.max(files, 1),
  };
}

/** The fewest generators of a size that so many virtual users need. */
export function generatorsNeeded(users: number, needs: UserNeeds, size: GeneratorSize): number {
  const each = Math.min(
    size.cores / (needs.cores * headroom),
    (size.memoryBytes - bytesOfNone) / (needs.bytes * headroom),
    (size.openFiles - filesOfNone) / needs.files,
  );
  return Math.max(1, Math.ceil(users / Math.max(1, Math.floor(each))));
}

/**
 * What each of so many generators needs.
 * @throws cannot-distribute when that is more than it has
 */
export function shareOf(
  users: number,
  generators: number,
  needs: UserNeeds,
  size: GeneratorSize,
): Share {
  const virtualUsers = Math.ceil(users / generators);
  const share = {
    virtualUsers,
    cores: Math.max(0.1, Math.ceil(virtualUsers * needs.cores * headroom * 10) / 10),
    memoryBytes: Math.ceil(virtualUsers * needs.bytes * headroom) + bytesOfNone,
    openFiles: Math.ceil(virtualUsers * needs.files) + filesOfNone,
  };
  const short =
    share.openFiles > size.openFiles
      ? `${share.openFiles} open files, and may have ${size.openFiles}`
      : share.memoryBytes > size.memoryBytes
        ? `${mebibytes(share.memoryBytes)} MiB of memory, and has ${mebibytes(size.memoryBytes)}`
        : share.cores > size.cores
          ? `${share.cores} cores, and has ${size.cores}`
          : undefined;
  if (short === undefined) return share;
  throw knownError('cannot-distribute', {
    what: `A load of ${users} virtual users over ${generators} generators`,
    reason: `each would need ${short}`,
    remedy: `Ask for --generators ${generatorsNeeded(users, needs, size)} or more.`,
  });
}

export function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

/** Visitors of the n-th of several equal parts, from 1; all together are all visitors. */
export function visitorsOf(visitors: number, nth: number, of: number): number {
  return Math.floor((visitors * nth) / of) - Math.floor((visitors * (nth - 1)) / of);
}
