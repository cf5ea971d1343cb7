import { once } from 'node:events';
import { join } from 'node:path';
import { spawnTied } from '../core/child-process.ts';
import { targetAt } from '../targets/described/described.ts';
import { localTarget } from '../targets/local.ts';
import { openCluster } from '../targets/own-cluster.ts';
import type { Target } from '../targets/target.ts';

/** A system in three copies, of which one makes p95 10 % slower, and what is asked of it. */
export interface Systems {
  readonly base: Target;
  readonly equal: Target;
  readonly slower: Target;
  readonly host: string;
  readonly pages: readonly { readonly name: string; readonly path: string }[];
}

const ratios = ['1', '1', '1.1'] as const;

/** By name, so many milliseconds away where there is a network before it; each is there until the stack is disposed of. */
export const systems = {
  /** A site that waits: noise of the machine hardly matters. */
  site: async (stack: AsyncDisposableStack): Promise<Systems> => {
    const targets = await Promise.all(
      ratios.map(async (ratio) => {
        const port = await printedBy(stack, 'waiting-site-main.ts', ratio);
        return { ...(await targetAt(`http://127.0.0.1:${port}`)), name: 'site' };
      }),
    );
    const pages = ['home', 'search', 'offers'].map((name) => ({ name, path: `/${name}` }));
    return { ...named(targets), host: '127.0.0.1', pages };
  },
  /** The reference system behind three proxies. */
  cluster: async (stack: AsyncDisposableStack, distance: number): Promise<Systems> => {
    const name = `bench-${process.pid}`;
    const signal = new AbortController().signal;
    const flags = ['--size=small', '--tasks=2'];
    stack.use(await openCluster(name, { flags, env: process.env, signal }));
    const { endpoints, healthPath, tenants } = await localTarget(name);
    const targets = await Promise.all(
      ratios.map(async (ratio) => {
        const args = [endpoints.baseUrl, ratio, String(distance)];
        const port = await printedBy(stack, 'slow-proxy-main.ts', ...args);
        const target = await targetAt(`http://127.0.0.1:${port}`);
        return { ...target, name: 'cluster', healthPath, tenants };
      }),
    );
    const pages = [
      { name: 'home', path: '/' },
      { name: 'campsite', path: '/campsites/RIV1' },
      { name: 'catalog', path: '/inventory/v1/properties' },
    ];
    return { ...named(targets), host: tenants[0]?.host ?? '', pages };
  },
} as const;

function named([base, equal, slower]: readonly Target[]): Pick<
  Systems,
  'base' | 'equal' | 'slower'
> {
  if (base === undefined || equal === undefined || slower === undefined)
    throw new Error('a system has three copies');
  return { base, equal, slower };
}

/** Starts a program beside this file, which prints the port that it listens on. */
async function printedBy(
  stack: AsyncDisposableStack,
  main: string,
  ...args: readonly string[]
): Promise<string> {
  const child = spawnTied(process.execPath, [join(import.meta.dirname, main), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stack.defer(() => void child.kill());
  if (child.stdout === null) throw new Error('it has no pipe');
  const [port]: unknown[] = await once(child.stdout, 'data');
  return String(port).trim();
}
