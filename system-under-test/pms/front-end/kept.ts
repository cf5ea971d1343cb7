import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { version as esbuildVersion } from 'esbuild';
import { cacheFolder } from '../../../core/cache-folder.ts';
import { hasCode } from '../../../core/errors.ts';
import { type BuiltFile, buildFrontEnd } from './build.ts';

/** How files end that are kept compressed beside what they are. */
export const encodings = { br: '.br', gzip: '.gz' } as const;
/** What is packed already, or too small for it. */
const isPacked = /\.(png|woff)$/;

/**
 * The folder with the front end as it is served, compressed ahead: from an earlier start, or built now, which takes about
 * two seconds. Its name tells the sources that it was built of.
 */
export async function frontEndFolder(): Promise<string> {
  const root = join(cacheFolder(process.env), 'front-end');
  const folder = join(root, await keyOfSources());
  if (await isThere(folder)) return folder;
  // Written beside, and moved in one step: a folder is wholly there or not at all.
  const draft = join(root, `.draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft, { recursive: true });
    await Promise.all((await buildFrontEnd()).map((file) => writePacked(draft, file)));
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another task was faster with the same.
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
  }
  return folder;
}

async function writePacked(folder: string, { name, body }: BuiltFile): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, body);
  if (isPacked.test(name)) return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(body, { params: quality }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  await writeFile(path + encodings.br, br);
  await writeFile(path + encodings.gzip, gz);
}

/** Of every file that a build depends on. */
async function keyOfSources(): Promise<string> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const hash = createHash('sha256').update(esbuildVersion);
  for (const entry of await readdir(here, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /(?<!\.test)\.(?:ts|js|css)$/.test(entry.name))
      hash.update(entry.name).update(await readFile(join(entry.parentPath, entry.name)));
  return hash.digest('hex').slice(0, 16);
}

async function isThere(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}
