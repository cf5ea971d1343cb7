import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { keyPath } from '../../core/key-path.ts';
import { defaultObjectives } from './defaults.ts';
import { type Objectives, objectivesSchema } from './schema.ts';

const expected =
  'service level objectives in YAML, see reports/objectives/README.md in the package';

/**
 * The objectives in the YAML file `path`.
 * @throws unreadable-file naming the path, the key and what it must be
 */
export async function readObjectives(path: string): Promise<Objectives> {
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError('unreadable-file', { what: 'Objectives file', path, reason, expected }, cause);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw refuse(hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error), error);
  });
  const result = objectivesSchema.safeParse(parseYaml(text, refuse));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = issue === undefined || issue.path.length === 0 ? 'the document' : keyPath(issue.path);
  throw refuse(`${key}: ${issue?.message ?? 'not as expected'}`, result.error);
}

/** The objectives of a run: those in its folder when it holds some, else the defaults. */
export async function readObjectivesOrDefaults(path: string): Promise<Objectives> {
  try {
    return await readObjectives(path);
  } catch (error) {
    if (error instanceof Error && hasCode(error.cause, 'ENOENT')) return defaultObjectives;
    throw error;
  }
}

function parseYaml(text: string, refuse: (reason: string, cause: unknown) => Error): unknown {
  try {
    return parse(text, { prettyErrors: true });
  } catch (error) {
    throw refuse(reasonOf(error).split('\n')[0]?.replace(/:$/, '') ?? 'no YAML', error);
  }
}
