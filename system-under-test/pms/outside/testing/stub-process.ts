import { fileURLToPath } from 'node:url';
import { endChild, spawnTied } from '../../../../core/child-process.ts';
import { freePort } from '../../../../core/free-port.ts';
import { until } from '../../testing/until.ts';

export interface StubProcess {
  /** Base URL of all the systems it plays. */
  readonly url: URL;
  readonly set: (system: string, behavior: { mode: string; delayMs?: number }) => Promise<void>;
  readonly calls: (system: string) => Promise<number>;
  /** `tenant/sequence` of each message taken, in the order of taking. */
  readonly taken: (system: string) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

/** Starts the stub as a process of its own on a free port, and waits until it answers. */
export async function startStub(): Promise<StubProcess> {
  const listen = `127.0.0.1:${await freePort()}`;
  const url = new URL(`http://${listen}/`);
  const main = fileURLToPath(new URL('../stub-main.ts', import.meta.url));
  const child = spawnTied(process.execPath, [main], {
    env: { ...process.env, STUB_LISTEN: listen },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until('the stub', () => answers(new URL('control', url)));
  return {
    url,
    set: async (system, behavior) => {
      const body = JSON.stringify(behavior);
      const response = await fetch(new URL(`control/${system}`, url), { method: 'PUT', body });
      if (!response.ok) throw new Error(await response.text());
    },
    calls: async (system) => {
      const counts: unknown = await (await fetch(new URL('control', url))).json();
      return readCalls(counts, system);
    },
    taken: async (system) => {
      const taken: unknown = await (await fetch(new URL(`control/${system}/taken`, url))).json();
      return Array.isArray(taken) ? taken.map(String) : [];
    },
    stop: async () => {
      await endChild(child);
    },
  };
}

function readCalls(counts: unknown, system: string): number {
  const one: unknown = Object.entries(counts ?? {}).find(([name]) => name === system)?.[1];
  const calls: unknown = Object.entries(one ?? {}).find(([name]) => name === 'calls')?.[1];
  return Number(calls);
}

async function answers(url: URL): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (thrown) {
    if (thrown instanceof TypeError) return false;
    throw thrown;
  }
}
