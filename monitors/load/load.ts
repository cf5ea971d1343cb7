import { stat } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { BilanciaError, hasCode, knownError, reasonOf } from '../../core/errors.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { ReadOptions } from '../formats/source/options.ts';
import type { Location } from '../../core/source/location.ts';
import { decoded, readBytes, standardInput } from '../source/read-file.ts';
import { isAccount, loadAccount } from './account.ts';
import { assemble } from './define.ts';
import { definitionError, withProblems } from '../diagnostics/problem.ts';
import { definitionsFile, explainFailure, type LoadedModule } from './failure.ts';
import { finishing } from './finishing.ts';
import { importModule } from './module.ts';
import { joined } from '../formats/source/refuse.ts';
import { filesBelow, merged } from './several.ts';
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
 * template, for which `options` say what the file does not; `-` is standard input. Several files, or those of a folder,
 * are one set. Without a path, `bilancia.monitors.ts` in the working directory. Places in the result are relative to the
 * working directory.
 * @throws unreadable-file, bad-text or bad-definition, naming the file, the place and what was expected
 */
export async function loadDefinitions(
  context: Surroundings,
  path: string | readonly string[] = defaultFile,
  options: ReadOptions = {},
): Promise<DefinitionSet> {
  const given = typeof path === 'string' ? [path] : path.length === 0 ? [defaultFile] : path;
  const paths = (await Promise.all(given.map((one) => filesOf(one, context)))).flat();
  const [only, ...more] = paths;
  if (only === undefined) throw knownError('unreadable-file', nothingIn(given.join(', ')));
  if (more.length === 0) return loadFile(context, only, options);
  const settled = await Promise.allSettled(
    paths.map((one) => loadFile(context, one, { ...options, mayBeEmpty: true })),
  );
  const failures: unknown[] = settled.flatMap((one) =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  if (failures.length > 0)
    throw failures.every((failure) => failure instanceof BilanciaError)
      ? joined(failures)
      : failures[0];
  return merged(
    settled.flatMap((one, index) =>
      one.status === 'fulfilled' ? [{ path: paths[index] ?? '', set: one.value }] : [],
    ),
  );
}

async function loadFile(
  context: Surroundings,
  path: string,
  options: ReadOptions,
): Promise<DefinitionSet> {
  if (isAccount(path)) return loadAccount(path);
  if (path === standardInput.path)
    return loadText(decoded(await readBytes(path)), standardInput.shownAs, options);
  const file = resolve(context.workingDirectory, path);
  const set = moduleExtensions.has(extname(file))
    ? await loadModule({ file, path, workingDirectory: context.workingDirectory })
    : loadText(decoded(await readBytes(file)), path, options);
  return { ...set, definitions: set.definitions.map((one) => placed(one, path, context)) };
}

/** The files that a path stands for: itself, or those of a folder. */
async function filesOf(path: string, context: Surroundings): Promise<readonly string[]> {
  if (isAccount(path) || path === standardInput.path) return [path];
  const file = resolve(context.workingDirectory, path);
  const found = await stat(file).catch((error: unknown) => {
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : reasonOf(error);
    throw knownError('unreadable-file', { ...definitionsFile(path), reason }, error);
  });
  if (!found.isDirectory()) return [path];
  const files = await filesBelow(file, path);
  if (files.length === 0) throw knownError('unreadable-file', nothingIn(path));
  return files;
}

function nothingIn(path: string): Parameters<typeof knownError<'unreadable-file'>>[1] {
  return { ...definitionsFile(path), reason: 'it is a folder without definitions' };
}

async function loadModule(module: LoadedModule): Promise<DefinitionSet> {
  try {
    const { value: exported, problems } = await finishing(module.path, () =>
      withProblems(() => importModule(module.file)),
    );
    if (problems.length > 0) throw definitionError(problems);
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
