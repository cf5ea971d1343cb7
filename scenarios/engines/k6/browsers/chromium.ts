import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { knownError, reasonOf } from '../../../../core/errors.ts';
import { onPath } from '../../../../setup/ground/on-path.mjs';
import { startSweeper } from './sweeper.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

export interface Chromium {
  readonly path: string;
  readonly version: string;
}

/**
 * The Chromium that browsers of a run are: the one of `K6_BROWSER_EXECUTABLE_PATH`, else the PATH's.
 * @throws component-missing
 */
export async function requireChromium(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Chromium> {
  const given = env['K6_BROWSER_EXECUTABLE_PATH'];
  const path = given ?? names.map((name) => onPath(name, env)).find((found) => found !== undefined);
  if (path === undefined) throw knownError('component-missing', { component: 'Chromium', remedy });
  try {
    const { stdout } = await promisify(execFile)(path, ['--version']);
    await openEmptyPage(path);
    return { path, version: /\d+(?:\.\d+)*/.exec(stdout)?.[0] ?? stdout.trim() };
  } catch (error) {
    throw notStarting(path, error);
  }
}

const remedy = 'On Debian or Ubuntu: apt-get install chromium. Or play without: --browsers 0.';

function notStarting(path: string, error: unknown): Error {
  return knownError(
    'component-missing',
    { component: `Chromium that starts (${path}: ${whyNot(error)})`, remedy },
    error,
  );
}

/** What the program said itself comes first; Node names the whole command. */
function whyNot(error: unknown): string {
  const { stderr = '', signal }: { stderr?: unknown; signal?: unknown } = Object(error);
  if (signal === killSignal) return `no empty page within ${patienceMs / 1000} s`;
  const [said = ''] = String(stderr).trim().split('\n');
  const [reason = ''] = reasonOf(error).split('\n');
  return said === '' ? reason : said;
}

/** Switches that this machine's Chromium needs to start at all, without their dashes. */
export function startSwitches(): string[] {
  // A root's Chromium starts in no other way.
  return [...(process.getuid?.() === 0 ? ['no-sandbox'] : []), 'disable-dev-shm-usage'];
}

/** Within which an empty page must be there. */
const patienceMs = 30_000;
const killSignal = 'SIGKILL';

/**
 * A Chromium that cannot is told of before there is any load, as k6 counts it as a visit without a failed check; and of one that
 * can, the 300 MB of its first start are read before somebody measures it.
 */
async function openEmptyPage(path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-chromium-'));
  const sweeper = startSweeper(folder);
  const switches = [
    'headless',
    ...startSwitches(),
    // It has nobody to ask for anything.
    'host-resolver-rules=MAP * ~NOTFOUND',
    `user-data-dir=${join(folder, 'profile')}`,
  ];
  const args = [...switches.map((name) => `--${name}`), '--dump-dom', 'about:blank'];
  const env = { ...process.env, HOME: folder, TMPDIR: folder };
  try {
    await promisify(execFile)(path, args, { env, timeout: patienceMs, killSignal });
  } finally {
    await sweeper.sweep();
  }
}
