import { readFile } from 'node:fs/promises';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { renderTextError } from '../../core/source/text-error.ts';
import { parseTarget } from './parse.ts';
import type { TargetFile } from './schema.ts';

const page = 'targets/README.md';

/**
 * The target file at a path.
 * @throws unreadable-file naming the path; bad-text with every mistake in it: line, column and what was expected
 */
export async function readTargetFile(path: string): Promise<TargetFile> {
  const what = 'Target file';
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    const expected = `a system described in YAML, see ${page} in the package`;
    throw knownError('unreadable-file', { what, path, reason, expected }, error);
  });
  const parsed = parseTarget(text);
  if (parsed.ok) return parsed.file;
  const { mistakes } = parsed;
  const told = mistakes.map((mistake) =>
    withoutCredentials(renderTextError(mistake, { file: path, line: 1 })),
  );
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  const error = `${what} ${path} cannot be used, it has ${count}; ${page} in the package says what it may have.`;
  throw knownError('bad-text', { error: [error, ...told].join('\n') });
}

/** Lines of the file are shown as they stand, but no user and password that somebody wrote into a URL. */
function withoutCredentials(lines: string): string {
  return lines.replaceAll(/:\/\/.*@/g, '://***@');
}
