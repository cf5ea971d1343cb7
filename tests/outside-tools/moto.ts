import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild } from '../../core/child-process.ts';
import { freePort } from '../../core/free-port.ts';
import { pythonWithPrograms } from './python.ts';

export interface MotoServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts moto's server on a free port of this machine. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const child = spawn(
    await pythonWithPrograms(),
    ['-I', '-c', 'from moto.server import main; main()', '-H', '127.0.0.1', '-p', String(port)],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await listening(url, child);
  return { url, close: async () => void (await endChild(child)) };
}

async function listening(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await fetch(`${url}/moto-api/`);
      return;
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
      await sleep(100);
    }
  }
  throw new Error(`moto's server ended with ${child.exitCode}`);
}
