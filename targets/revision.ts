import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { knownError, reasonOf } from '../core/errors.ts';
import { processIdentity } from '../core/process-identity.ts';
import { packageFolder } from './package-folder.ts';

/** The files of a revision, in a folder of their own that is removed at the end. */
export interface Revision extends AsyncDisposable {
  readonly folder: string;
}

const prefix = 'bilancia-revision-';

/**
 * The commit of a revision that what is installed here can run, asked for before anything is started.
 * @throws revision-not-had
 */
export async function commitOf(revision: string): Promise<string> {
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError('revision-not-had', { revision, reason }, cause);
  if (!existsSync(join(packageFolder, '.git')))
    throw refuse('Bilancia was installed as a package here, not checked out');
  const named = `${revision}^{commit}`;
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', named).catch(
    (error: unknown) => {
      throw refuse('there is no such commit', error);
    },
  );
  const [its, ours] = await Promise.all([
    git('ls-tree', commit, '--', 'package-lock.json'),
    git('hash-object', 'package-lock.json'),
  ]);
  if (its.includes(` ${ours}\t`)) return commit;
  throw refuse(
    'its package-lock.json is not that of this checkout, and what is installed here may not be what it needs',
  );
}

/**
 * Checks a revision out beside the others, with the packages that are installed here.
 * @throws revision-not-had
 */
export async function openRevision(revision: string): Promise<Revision> {
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError('revision-not-had', { revision, reason }, cause);
  const commit = await commitOf(revision);
  await removeLeft();
  const parent = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const folder = join(parent, 'checkout');
  const remove = async (): Promise<void> => {
    await rm(parent, { recursive: true, force: true });
    await git('worktree', 'prune');
  };
  try {
    await git('worktree', 'add', '--quiet', '--detach', folder, commit).catch((error: unknown) => {
      throw refuse(reasonOf(error).trim().split('\n').at(-1) ?? '', error);
    });
    await symlink(join(packageFolder, 'node_modules'), join(folder, 'node_modules'));
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, [Symbol.asyncDispose]: remove };
}

/** What a process left that was killed. */
async function removeLeft(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && processIdentity(Number(pid)) === undefined)
      await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [...args], { cwd: packageFolder });
  return stdout.trim();
}
