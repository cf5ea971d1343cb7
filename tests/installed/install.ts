import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
export const root = join(import.meta.dirname, '..', '..');

/** Whichever Node this machine has, not the project's own: that is what a user has who installs the package. */
export const foreignEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
};

const packedSchema = z.tuple([
  z.object({
    filename: z.string(),
    size: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);

export interface Installed {
  /** Paths in the package, and the bytes of the packed file. */
  readonly paths: readonly string[];
  readonly size: number;
  /** A user's folder, in which it is installed, and the package's own within it. */
  readonly folder: string;
  readonly content: string;
  readonly command: string;
  readonly remove: () => Promise<void>;
}

/** Packs the package and installs it as a careful user does: no script of any package is run. */
export async function packAndInstall(): Promise<Installed> {
  const parent = await mkdtemp(join(tmpdir(), 'bilancia-pack-'));
  const options = { cwd: root, env: foreignEnvironment };
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', parent], options);
  // The build that npm runs before may print, too: the document is what comes last.
  const [packed] = packedSchema.parse(JSON.parse(stdout.slice(stdout.indexOf('[\n'))));
  const folder = join(parent, 'their app');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  // What npm remembers of packages may be older than what others of them, asked for now, need.
  const quick = ['--prefer-online', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...quick, join(parent, packed.filename)], {
    ...options,
    cwd: folder,
  });
  return {
    paths: packed.files.map(({ path }) => path),
    size: packed.size,
    folder,
    content: join(folder, 'node_modules', 'bilancia'),
    command: join(folder, 'node_modules', '.bin', 'bilancia'),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}
