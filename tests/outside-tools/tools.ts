import { join } from 'node:path';
import { findArtillery } from '../../scenarios/engines/artillery/location.ts';
import { findK6 } from '../../scenarios/engines/k6/location.ts';
import type { K6Build } from '../../scenarios/engines/k6/location.ts';
import { locate, programs } from '../../cli/doctor/programs.ts';
import type { Environment, Program } from '../../cli/doctor/programs.ts';
import { findPythonPrograms } from '../../setup/python/locate.mjs';

const root = join(import.meta.dirname, '..', '..');

/** A program of others, or a right, that some tests need. */
export interface OutsideTool {
  readonly name: string;
  /** How to get it; undefined when it is there. */
  readonly remedy: (env: Environment) => Promise<string | undefined>;
}

const mariadb = program(programs.mariadb);
const haproxy = program(programs.haproxy);
const memcached = program(programs.memcached);
const varnish = program(programs.varnish);

/** The tags by which tests say what they need. To add a tool is to add it here. */
export const needs: Readonly<Record<string, readonly OutsideTool[]>> = {
  'needs/mariadb': [mariadb],
  'needs/haproxy': [haproxy],
  'needs/memcached': [memcached],
  'needs/varnish': [varnish],
  'needs/cluster': [mariadb, haproxy, memcached],
  'needs/edge': [mariadb, haproxy, memcached, varnish],
  'needs/k6': [k6('k6', 'v2')],
  'needs/k6-with-xk6-ts': [k6('k6 with xk6-ts', 'v1-xk6-ts')],
  'needs/artillery': [
    {
      name: 'Artillery',
      remedy: async (env) =>
        missing(
          findArtillery(env, root)?.path,
          '"npm test" installs it where npm reaches a registry.',
        ),
    },
  ],
  'needs/chromium': [program(programs.chromium)],
  'needs/openssl': [
    program({
      name: 'OpenSSL',
      commands: ['openssl'],
      remedy: 'On Debian or Ubuntu: apt-get install openssl.',
    }),
  ],
  'needs/bash': [
    program({
      name: 'bash',
      commands: ['bash'],
      remedy: 'On Debian or Ubuntu: apt-get install bash.',
    }),
  ],
  'needs/script': [
    program({
      name: 'script',
      commands: ['script'],
      remedy: 'On Debian or Ubuntu: apt-get install bsdutils.',
    }),
  ],
  'needs/python-programs': [
    {
      name: 'moto, cfn-lint and the other Python programs',
      remedy: async (env) => {
        const found = await findPythonPrograms(env);
        return 'remedy' in found ? found.remedy : undefined;
      },
    },
  ],
  'needs/mount': [
    {
      name: 'the right to mount a file system',
      remedy: async () =>
        process.platform === 'linux' && process.getuid?.() === 0
          ? undefined
          : 'Run the tests as root on Linux.',
    },
  ],
};

function program(one: Pick<Program, 'name' | 'commands' | 'remedy'>): OutsideTool {
  return { name: one.name, remedy: async (env) => missing(locate(one, env), one.remedy) };
}

function k6(name: string, build: K6Build): OutsideTool {
  const remedy = '"npm test" builds it where there is Go 1.21 or newer (https://go.dev/dl/).';
  return { name, remedy: async (env) => missing((await findK6(env, build))?.path, remedy) };
}

function missing(path: string | undefined, remedy: string): string | undefined {
  return path === undefined ? remedy : undefined;
}
