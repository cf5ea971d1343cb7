import { readFile, stat } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { ReadOptions } from '../formats/source/options.ts';
import type { Location } from '../source/location.ts';
import { isAccount, loadAccount } from './account.ts';
import { assemble } from './define.ts';
import { definitionsFile, explainFailure, type LoadedModule } from './failure.ts';
import { finishing } from './finishing.ts';
import { importModule } from './module.ts';
import { loadText } from './text.ts';

/** What paths are relative to. Not the command line's whole context: others call this, too. */
export interface Surroundings {
  readonly workingDirectory: string;
}

/** The file that is looked for when none is named. */
export const defaultFile = 'bilancia.monitors.ts';

const moduleExtensions = new Set(['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']);

/**
 * Reads definitions from whatever `path` is: a module that exports `monitors`, Terraform JSON, or a CloudFormation
 * template, for which `options` say what the file does not. Without a path, `bilancia.monitors.ts` in the working directory. Places in the result are relative to the
 * working directory.
 * @throws unreadable-file, bad-text or bad-definition, naming the file, the place and what was expected
 */
export async function loadDefinitions(
  context: Surroundings,
  path: string = defaultFile,
  options: ReadOptions = {},
): Promise<DefinitionSet> {
  if (isAccount(path)) return loadAccount(path);
  const file = resolve(context.workingDirectory, path);
  await assertFile(file, path);
  const set = moduleExtensions.has(extname(file))
    ? await loadModule({ file, path, workingDirectory: context.workingDirectory })
    : loadText(await readFile(file, 'utf8'), path, options);
  return { ...set, definitions: set.definitions.map((one) => placed(one, path, context)) };
}

async function assertFile(file: string, path: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    throw knownError('unreadable-file', { ...definitionsFile(path), reason }, error);
  });
  if (!found.isFile())
    throw knownError('unreadable-file', { ...definitionsFile(path), reason: 'it is a folder' });
}

async function loadModule(module: LoadedModule): Promise<DefinitionSet> {
  try {
    const exported = await finishing(module.path, () => importModule(module.file));
    if ('monitors' in exported) return assemble(exported['monitors'], { file: module.file });
    const names = Object.keys(exported);
    const reason = `it does not export "monitors"${names.length === 0 ? '' : `, but ${names.join(', ')}`}`;
    const expected = 'export const monitors = defineMonitors({ environment, definitions })';
    throw knownError('unreadable-file', { ...definitionsFile(module.path), reason, expected });
  } catch (error) {
    throw await explainFailure(error, module);
  }
}

/** A definition with the place that a person would name: every definition has one, if only the file. */
function placed(
  definition: Definition,
  path: string,
  { workingDirectory }: Surroundings,
): Definition {
  const { origin } = definition;
  return {
    ...definition,
    origin: origin === undefined ? { file: path } : near(origin, workingDirectory),
  };
}

function near(origin: Location, workingDirectory: string): Location {
  if (!isAbsolute(origin.file)) return origin;
  const file = relative(workingDirectory, origin.file);
  return file.startsWith('..') ? origin : { ...origin, file };
}
