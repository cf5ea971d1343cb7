import { hasCode, knownError, reasonOf } from '../errors.ts';

/** What to throw when writing to `path` failed: a full disk and a place that cannot be written are the user's to mend. */
export function asWriteError(thrown: unknown, path: string): Error {
  if (hasCode(thrown, 'ENOSPC') || hasCode(thrown, 'EDQUOT'))
    return knownError('disk-full', { path }, thrown);
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EEXIST'];
  if (refused.some((code) => hasCode(thrown, code))) {
    const expected = 'a place that can be written';
    // What is written first has a name that nobody asked for.
    const reason = reasonOf(thrown).replace(/, \w+ '.*'$/s, '');
    return knownError('unreadable-file', { what: 'File', path, reason, expected }, thrown);
  }
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
