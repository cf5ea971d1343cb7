import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { childEnd, endChild, spawnTied } from '../core/child-process.ts';
import { BilanciaError, knownError } from '../core/errors.ts';
import { packageFolder } from './package-folder.ts';
import { openRevision } from './revision.ts';

/** The reference system, started for one purpose: it ends with that, or with this process, however it ends. */
export interface OwnCluster extends AsyncDisposable {
  readonly name: string;
}

export interface OwnClusterOptions {
  /** Of the repository that Bilancia runs from; left out, what runs here. */
  readonly revision?: string;
  /** Flags of `bilancia up`. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gives up when aborted. */
  readonly signal: AbortSignal;
}

/** A cluster may take so long to end. */
const graceMs = 20_000;

/**
 * Brings a cluster up with the program of a revision itself, so that nothing of this one is in it.
 * @throws revision-not-had, cluster-failed, interrupted
 */
export async function openCluster(name: string, options: OwnClusterOptions): Promise<OwnCluster> {
  const { revision, flags, env, signal } = options;
  await using stack = new AsyncDisposableStack();
  const folder =
    revision === undefined ? packageFolder : stack.use(await openRevision(revision)).folder;
  const up = ['up', '--name', name, '--attached', '--json', ...flags];
  const child = spawnTied(process.execPath, [join(folder, 'bin', 'bilancia.mjs'), ...up], {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C in this terminal is not meant for it.
    detached: true,
  });
  stack.defer(() => endChild(child, graceMs).then(() => undefined));
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the cluster has no pipes');
  const said = text(stderr);
  const giveUp = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const isUp = await hasAnswered(stdout);
    if (!isUp) {
      await childEnd(child);
      if (signal.aborted) throw knownError('interrupted', { before: 'the comparison began' });
      const reason = (await said).trim().split('\n').at(-1) ?? '';
      // The program said it as a whole line of its own.
      if (revision === undefined) throw new BilanciaError('cluster-failed', reason);
      throw knownError('revision-not-had', { revision, reason: reason.replace(/\.$/, '') });
    }
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  const opened = stack.move();
  return { name, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** The state of a cluster is printed once it takes visitors, and ends with a brace of its own line; an error has none. */
async function hasAnswered(stdout: NodeJS.ReadableStream): Promise<boolean> {
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes('"error"')) return false;
    if (line === '}') return true;
  }
  return false;
}
