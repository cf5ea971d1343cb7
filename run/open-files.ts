import { knownError } from '../core/errors.ts';
import { readOfProcessNow } from '../core/process-files.ts';

/** How many files a process may have open here; undefined where the kernel does not tell. */
export function openFilesLimit(): number | undefined {
  const soft = /^Max open files\s+(\S+)/m.exec(readOfProcessNow(process.pid, 'limits') ?? '')?.[1];
  if (soft === undefined) return undefined;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}

/**
 * Refuses visitors for whom there are not enough files.
 * @param needed files that the generator will have open
 * @throws too-many-visitors
 */
export function checkOpenFiles(visitors: number, needed: number): void {
  const limit = openFilesLimit();
  if (limit === undefined || needed <= limit) return;
  const remedy = `Ask for ${limit - (needed - visitors)} at most, or raise the limit with "ulimit -n ${needed}".`;
  throw knownError('too-many-visitors', { visitors, limit, remedy });
}
