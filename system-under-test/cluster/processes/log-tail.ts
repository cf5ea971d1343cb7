import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { hasCode, reasonOf } from '../../../core/errors.ts';

/** Logs grow to any size; more than this is not read of them. */
const mostBytes = 16 * 1024;

/** The last words of a log on one line, `empty` when there are none. */
export function logTail(path: string, lines = 3): string {
  try {
    const words = endOf(path).trimEnd().split('\n').slice(-lines);
    return words.join(' | ').trim() || 'empty';
  } catch (error) {
    return hasCode(error, 'ENOENT') ? 'empty' : `not readable (${reasonOf(error)})`;
  }
}

function endOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(Math.min(size, mostBytes));
    const length = readSync(file, end, 0, end.length, size - end.length);
    return end.subarray(0, length).toString('utf8');
  } finally {
    closeSync(file);
  }
}
