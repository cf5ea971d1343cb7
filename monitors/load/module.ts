import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { knownError } from '../../core/errors.ts';

/** What files of monitors import from. */
export const packageEntry = 'bilancia/monitors';

/** This package's own, whether it runs as source or compiled. */
const entryUrl = new URL(`../index${extname(import.meta.filename)}`, import.meta.url).href;

/**
 * Imports a module of the user's: TypeScript too, whose types Node strips. `bilancia/monitors` is the package that runs,
 * whether or not one is installed beside the file: two copies would not know each other's definitions.
 * @throws whatever the module throws; component-missing on a Node that cannot do it, where the rest of the library works
 */
export async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (!('registerHooks' in nodeModule)) {
    const component = 'Node.js 24 or newer, which files of definitions need,';
    const remedy = `This is ${process.versions.node}; the command "bilancia" brings one that is new enough.`;
    throw knownError('component-missing', { component, remedy });
  }
  const hooks = nodeModule.registerHooks({
    resolve: (specifier, context, nextResolve) =>
      specifier === packageEntry
        ? { url: entryUrl, shortCircuit: true }
        : nextResolve(specifier, context),
    load: (url, context, nextLoad) =>
      nextLoad(url, { ...context, format: formatOf(url) ?? context.format }),
  });
  try {
    const loaded: unknown = await import(pathToFileURL(path).href);
    return exportsOf(loaded);
  } finally {
    hooks.deregister();
  }
}

/** What a module exports; of CommonJS, what it assigned to `module.exports`, which Node cannot always take apart. */
function exportsOf(loaded: unknown): Readonly<Record<string, unknown>> {
  if (typeof loaded !== 'object' || loaded === null) return {};
  const { 'module.exports': assigned, ...exported }: Record<string, unknown> = { ...loaded };
  return typeof assigned === 'object' ? { ...assigned } : exported;
}

/**
 * The format of a file that its name does not tell and that is written as a module. A folder without a package.json that
 * says `"type": "module"` is no reason to refuse it, or to warn.
 */
function formatOf(url: string): 'module' | 'module-typescript' | undefined {
  const [, extension] = /^file:.*\.(js|ts)$/.exec(url) ?? [];
  if (extension === undefined || url.includes('/node_modules/')) return undefined;
  if (!/^\s*(?:import|export)\b/m.test(readFileSync(fileURLToPath(url), 'utf8'))) return undefined;
  return extension === 'ts' ? 'module-typescript' : 'module';
}
