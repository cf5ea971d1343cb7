import { groupBy } from '../../core/group-by.ts';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefinitionSet, ReadNote } from '../definitions/definition.ts';
import { finish } from '../formats/finish.ts';
import { assumed } from '../formats/source/options.ts';
import { decoded, readBytes } from '../source/read-file.ts';
import { isReadable } from './text.ts';

/**
 * The files below a folder that hold definitions: modules `*.monitors.ts`, templates, and what Terraform shows. Others,
 * such as pipelines in YAML, are passed over.
 */
export async function filesBelow(folder: string, shownAs: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of filesIn(folder)) {
    if (!/\.(ya?ml|json|template|monitors\.ts)$/.test(path)) continue;
    if (path.endsWith('.ts') || isReadable(decoded(await readBytes(path)))) found.push(path);
  }
  return found.toSorted().map((path) => join(shownAs, path.slice(folder.length + 1)));
}

/** Every file below a folder, but for those of packages and in hidden folders. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

/** What was read of a file, and what the file is called. */
export interface ReadFile {
  readonly path: string;
  readonly set: DefinitionSet;
}

/** What several files hold, as one set: whatever one of them publishes or makes, the others may watch and name. */
export function merged(files: readonly ReadFile[]): DefinitionSet {
  const sets = files.map(({ set }) => set);
  const environments = sets.map(({ environment }) => environment);
  const environment = environments.find(({ accountId }) => accountId !== assumed.accountId) ??
    environments[0] ?? { ...assumed, name: assumed.environment };
  const definitions = sets.flatMap((set) =>
    set.definitions.map((definition) => ({ region: set.environment.region, ...definition })),
  );
  const stack = sets.find((set) => set.stack !== undefined)?.stack;
  const budget = sets.find(({ lint }) => lint?.budget !== undefined)?.lint?.budget;
  return {
    ...(stack === undefined ? {} : { stack }),
    environment,
    definitions: finish(definitions, environment),
    notes: notesOf(files),
    lint: {
      disable: sets.flatMap(({ lint }) => lint?.disable ?? []),
      ...(budget === undefined ? {} : { budget }),
    },
    external: sets.flatMap(({ external = [] }) => external),
    placeholders: [...new Set(sets.flatMap(({ placeholders = [] }) => placeholders))],
  };
}

/** What is said of a file as a whole names it, unless it is the same for several. */
function notesOf(files: readonly ReadFile[]): readonly ReadNote[] {
  const all = files.flatMap(({ path, set: { notes = [] } }) =>
    notes.map((note) => ({ location: { file: path }, ...note })),
  );
  const general = groupBy(all.filter(isGeneral), ({ note }) => note);
  return [
    ...[...general].flatMap(([note, same]) => (same.length > 1 ? [{ note }] : same)),
    ...all.filter((note) => !isGeneral(note)),
  ];
}

function isGeneral({ location }: ReadNote): boolean {
  return location?.line === undefined;
}
