import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findK6, k6Remedy } from '../../scenarios/engines/k6/location.ts';
import { onPath } from '../../setup/k6/locate.mjs';
import type { Finding } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Program {
  readonly name: string;
  /** Names it goes by, best first. */
  readonly commands: readonly string[];
  readonly versionFlag: string;
  readonly required: boolean;
  readonly neededFor: string;
  readonly remedy: string;
}

const debian = (name: string): string => `On Debian or Ubuntu: apt-get install ${name}.`;

/** Programs that others make and that we start. To look for one more is to add it here. */
const programs: readonly Program[] = [
  {
    name: 'MariaDB server',
    commands: ['mariadbd'],
    versionFlag: '--version',
    required: true,
    neededFor: 'the local cluster: writer and readers',
    remedy: debian('mariadb-server'),
  },
  {
    name: 'MariaDB installer',
    commands: ['mariadb-install-db'],
    versionFlag: '',
    required: true,
    neededFor: 'the local cluster: empty data folders',
    remedy: debian('mariadb-server'),
  },
  {
    name: 'HAProxy',
    commands: ['haproxy'],
    versionFlag: '-v',
    required: true,
    neededFor: 'the local cluster: load balancer',
    remedy: debian('haproxy'),
  },
  {
    name: 'memcached',
    commands: ['memcached'],
    versionFlag: '-V',
    required: true,
    neededFor: 'the local cluster: sessions',
    remedy: debian('memcached'),
  },
  {
    name: 'setpriv',
    commands: ['setpriv'],
    versionFlag: '--version',
    required: true,
    neededFor: 'ending every part together with its supervisor',
    remedy: debian('util-linux'),
  },
  {
    name: 'Go',
    commands: ['go'],
    versionFlag: 'version',
    required: false,
    neededFor: 'building k6 where there is none',
    remedy: 'Install Go 1.21 or newer from https://go.dev/dl/.',
  },
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    versionFlag: '--version',
    required: false,
    neededFor: 'tests that look at pages in a browser',
    remedy: debian('chromium'),
  },
];

/** Every component, found or not. `BILANCIA_K6` naming no k6 is the error bad-value. */
export async function findComponents(env: Environment): Promise<Finding[]> {
  const all = [node(), k6(env), k6WithXk6Ts(env), ...programs.map((program) => find(program, env))];
  return Promise.all(all);
}

async function node(): Promise<Finding> {
  const neededFor = 'Bilancia itself';
  return {
    name: 'Node.js',
    kind: 'component',
    state: 'found',
    required: true,
    value: process.versions.node,
    path: process.execPath,
    neededFor,
  };
}

async function k6(env: Environment): Promise<Finding> {
  const base = {
    name: 'k6',
    kind: 'component',
    required: true,
    neededFor: 'playing the visitors',
  } as const;
  const found = await findK6(env);
  if (found === undefined) return { ...base, state: 'missing', remedy: k6Remedy };
  return { ...base, state: 'found', value: found.version.replace(/^v/, ''), path: found.path };
}

async function k6WithXk6Ts(env: Environment): Promise<Finding> {
  const neededFor = 'tests that play the scripts with the older k6';
  const base = { name: 'k6 with xk6-ts', kind: 'component', required: false, neededFor } as const;
  const found = await findK6(env, 'v1-xk6-ts');
  if (found === undefined)
    return { ...base, state: 'missing', remedy: 'Build it with "bilancia doctor --xk6-ts".' };
  return { ...base, state: 'found', value: found.version.replace(/^v/, ''), path: found.path };
}

async function find(program: Program, env: Environment): Promise<Finding> {
  const { name, required, neededFor, remedy } = program;
  const base = { name, kind: 'component', required, neededFor } as const;
  // Servers live in /usr/sbin, which is not on everybody's PATH.
  const wide = {
    ...env,
    PATH: [env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'].join(':'),
  };
  const path = program.commands
    .map((command) => onPath(command, wide))
    .find((found) => found !== undefined);
  if (path === undefined) return { ...base, state: 'missing', remedy };
  const version =
    program.versionFlag === '' ? undefined : await versionOf(path, program.versionFlag);
  return { ...base, state: 'found', path, ...(version === undefined ? {} : { value: version }) };
}

/** The first thing like a version in what the program says; undefined when it says none, which is no reason to fail. */
async function versionOf(path: string, flag: string): Promise<string | undefined> {
  const output = await promisify(execFile)(path, [flag], { timeout: 20_000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    () => '',
  );
  return /\d+\.\d+(\.\d+)*/.exec(output)?.[0];
}
