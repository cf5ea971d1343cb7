import { parse } from 'yaml';
import type { Context } from '../../../core/context.ts';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { readText } from '../../../monitors/source/read-file.ts';

/**
 * What a file in YAML or JSON holds that the user named.
 * @throws unreadable-file
 */
export async function readYaml(
  { workingDirectory }: Context,
  what: string,
  path: string,
  expected: string,
): Promise<unknown> {
  const text = await readText(what, path, expected, workingDirectory);
  try {
    return parse(text);
  } catch (error) {
    const [line = ''] = reasonOf(error).split('\n');
    const reason = line.replace(/[.:]$/, '');
    throw knownError('unreadable-file', { what, path, reason, expected }, error);
  }
}
