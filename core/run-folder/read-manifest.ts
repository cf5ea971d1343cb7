import { readFile } from 'node:fs/promises';
import { hasCode, knownError, reasonOf } from '../errors.ts';
import { type Manifest, manifestSchema, manifestVersion } from './manifest/manifest.ts';
import { runFile } from './path.ts';

/**
 * The manifest of a run folder.
 * @throws unreadable-file when there is none, or naming the first key that is not as it must be
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = runFile(folder, 'manifest');
  const refuse = (reason: string, cause: unknown): Error =>
    knownError(
      'unreadable-file',
      { what: 'Manifest', path, reason, expected: 'the run.json of a run folder' },
      cause,
    );
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // What is no JSON is quoted in the reason, with its line ends.
    const reason = reasonOf(error).replaceAll(/\s+/g, ' ');
    throw refuse(hasCode(error, 'ENOENT') ? 'there is no such file' : reason, error);
  }
  const version = versionOf(value);
  if (version !== undefined && version !== manifestVersion) {
    const reason = `it is of version ${JSON.stringify(version)}, and this Bilancia reads version ${manifestVersion}`;
    throw refuse(reason, undefined);
  }
  const checked = manifestSchema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw refuse(
    issue === undefined ? reasonOf(checked.error) : `${issue.path.join('.')}: ${issue.message}`,
    checked.error,
  );
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? value.schemaVersion
    : undefined;
}
