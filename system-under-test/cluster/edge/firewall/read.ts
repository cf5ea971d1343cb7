import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { hasCode, knownError, reasonOf } from '../../../../core/errors.ts';
import { keyPath } from '../../../../core/key-path.ts';
import { inWords, valueAt } from '../../../../core/source/yaml-text.ts';
import { type Firewall, firewallSchema } from './rules.ts';

/**
 * The rules in the YAML file at a path.
 * @throws unreadable-file naming the first mistake and what was expected
 */
export async function readFirewall(path: string): Promise<Firewall> {
  const refuse = (reason: string, expected: string, cause?: unknown): Error =>
    knownError('unreadable-file', { what: 'Firewall file', path, reason, expected }, cause);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    throw refuse(reason, 'rules of a firewall in YAML', error);
  });
  const document = parseDocument(text, { prettyErrors: false });
  const [mistake] = document.errors;
  if (mistake !== undefined) throw refuse(mistake.message.replace(/\.$/, ''), 'YAML', mistake);
  const given: unknown = document.toJS({ maxAliasCount: 100 });
  const result = firewallSchema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw result.error;
  const place = issue.path.length === 0 ? 'the file' : keyPath(issue.path);
  if (issue.code === 'unrecognized_keys')
    throw refuse(`${place} has "${issue.keys[0] ?? ''}"`, 'no such key', result.error);
  throw refuse(`${place} is ${inWords(valueAt(given, issue.path))}`, issue.message, result.error);
}
