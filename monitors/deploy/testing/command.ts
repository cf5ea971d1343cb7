import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { childEnd } from '../../../core/child-process.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';

const command = join(import.meta.dirname, '..', '..', '..', 'bin', 'bilancia.mjs');

export interface Ended {
  /** Null when it was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Folder {
  readonly path: string;
  /** Runs `bilancia monitors ...` in the folder, as a process of its own; `onStart` may do something to it. */
  readonly run: (words: string, onStart?: (child: ChildProcess) => void) => Promise<Ended>;
}

/** A folder that holds definitions, for as long as `work` takes. */
export async function inFolder(
  set: DefinitionSet,
  endpointUrl: string,
  work: (folder: Folder) => Promise<void>,
): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'bilancia-deploy-'));
  try {
    const source = `export const monitors = ${JSON.stringify(set)};\n`;
    await writeFile(join(path, 'bilancia.monitors.ts'), source);
    await work({ path, run: (words, onStart) => run(path, endpointUrl, words, onStart) });
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function run(
  cwd: string,
  endpointUrl: string,
  words: string,
  onStart?: (child: ChildProcess) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [command, 'monitors', ...words.split(' ')], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      HOME: cwd,
      AWS_ACCESS_KEY_ID: 'AKIDTEST',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_RETRY_MODE: 'standard',
      AWS_ENDPOINT_URL: endpointUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.(child);
  const [stdout, stderr, { code }] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    childEnd(child),
  ]);
  return { status: code, stdout, stderr };
}
