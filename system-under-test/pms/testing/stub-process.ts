import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endChild, spawnTied } from '../../../core/child-process.ts';
import { freePort } from '../../../core/free-port.ts';
import { until } from './until.ts';

export interface StubProcess {
  /** Base URL of all the systems it plays. */
  readonly url: URL;
  readonly set: (system: string, behavior: { mode: string; delayMs?: number }) => Promise<void>;
  readonly calls: (system: string) => Promise<number>;
  /** Calls that were not answered with `taken`: while none is refused, those that it has not answered yet. */
  readonly notTaken: (system: string) => Promise<number>;
  /** `tenant/sequence` of each message taken, in the order of taking. */
  readonly taken: (system: string) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

const countsSchema = z.record(z.string(), z.object({ calls: z.number(), taken: z.number() }));

/** Starts the stub as a process of its own on a free port, and waits until it answers. */
export async function startStub(): Promise<StubProcess> {
  const listen = `127.0.0.1:${await freePort()}`;
  const url = new URL(`http://${listen}/`);
  const main = fileURLToPath(new URL('../outside/stub-main.ts', import.meta.url));
  const child = spawnTied(process.execPath, [main], {
    env: { ...process.env, STUB_LISTEN: listen },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until('the stub', () => answers(new URL('control', url)));
  const counts = async (system: string) => {
    const all = countsSchema.parse(await (await fetch(new URL('control', url))).json());
    const found = all[system];
    if (found === undefined) throw new Error(`the stub plays no ${system}`);
    return found;
  };
  return {
    url,
    set: async (system, behavior) => {
      const body = JSON.stringify(behavior);
      const response = await fetch(new URL(`control/${system}`, url), { method: 'PUT', body });
      if (!response.ok) throw new Error(await response.text());
    },
    calls: async (system) => (await counts(system)).calls,
    notTaken: async (system) => {
      const { calls, taken } = await counts(system);
      return calls - taken;
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

async function answers(url: URL): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (thrown) {
    if (thrown instanceof TypeError) return false;
    throw thrown;
  }
}
