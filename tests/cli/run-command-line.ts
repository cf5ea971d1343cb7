import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `bilancia` as a user does, in a process of its own. `environment` is added to this process's. */
export async function bilancia(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  workingDirectory = root,
): Promise<Ended> {
  const { FORCE_COLOR: _forced, NO_COLOR: _none, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin', 'bilancia.mjs'), ...args], {
    cwd: workingDirectory,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const status = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}
