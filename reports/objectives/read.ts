import { readFile } from 'node:fs/promises';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { renderTextError } from '../../core/source/text-error.ts';
import { plural } from '../words/figures.ts';

import { parseObjectives } from './parse.ts';
import type { Objectives } from './schema.ts';

const page = 'reports/objectives/README.md';
const what = 'Objectives file';

/**
 * The objectives in the YAML file `path`.
 * @throws unreadable-file naming the path; bad-text with every mistake in it: line, column and what was expected
 */
export async function readObjectives(path: string): Promise<Objectives> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    const expected = `service level objectives in YAML, see ${page} in the package`;
    throw knownError('unreadable-file', { what, path, reason, expected }, error);
  });
  const parsed = parseObjectives(text);
  if (parsed.ok) return parsed.objectives;
  const { mistakes } = parsed;
  const told = mistakes.map((mistake) => renderTextError(mistake, { file: path, line: 1 }));
  const error = `${what} ${path} cannot be used, it has ${plural(mistakes.length, 'mistake')}; ${page} in the package says what it may have.`;
  throw knownError('bad-text', { error: [error, ...told].join('\n') });
}

/** The objectives of a run: those in its folder when it holds some, else its defaults. */
export async function readObjectivesOr(defaults: Objectives, path: string): Promise<Objectives> {
  try {
    return await readObjectives(path);
  } catch (error) {
    if (error instanceof Error && hasCode(error.cause, 'ENOENT')) return defaults;
    throw error;
  }
}
