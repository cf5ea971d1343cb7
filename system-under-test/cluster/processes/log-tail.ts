import { readFileSync } from 'node:fs';
import { hasCode } from '../../../core/errors.ts';

/** The last words of a log on one line, `empty` when there are none. */
export function logTail(path: string, lines = 3): string {
  try {
    const words = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
    return words.join(' | ').trim() || 'empty';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'empty';
    throw error;
  }
}
