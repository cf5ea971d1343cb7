import { knownError } from '../../core/errors.ts';
import { definitionsFile } from './failure.ts';

/**
 * What `work` gives, when it comes to an end. A module that ends the process, or waits for what never comes, would have
 * nobody told: the command would seem to have found nothing.
 * @throws unreadable-file while the process ends
 */
export async function finishing<T>(path: string, work: () => Promise<T>): Promise<T> {
  const unfinished = (status: number): void => {
    // What failed already has been told.
    if (status === 2) return;
    const reason = 'it ends the process, or waits forever';
    throw knownError('unreadable-file', { ...definitionsFile(path), reason });
  };
  process.once('exit', unfinished);
  try {
    return await work();
  } finally {
    process.off('exit', unfinished);
  }
}
