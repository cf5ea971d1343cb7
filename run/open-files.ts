import { readOfProcessNow } from '../core/process-files.ts';

/** How many files a process may have open here; undefined where the kernel does not tell. */
export function openFilesLimit(): number | undefined {
  const soft = /^Max open files\s+(\S+)/m.exec(readOfProcessNow(process.pid, 'limits') ?? '')?.[1];
  if (soft === undefined) return undefined;
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}
