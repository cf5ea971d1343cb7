import { isExecutable, onPath, withServers } from '../../setup/ground/on-path.mjs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A program that others make and that we start. */
export interface Program {
  readonly name: string;
  /** Names it goes by, best first. */
  readonly commands: readonly string[];
  /** Variable of the environment that names it, and counts more than the PATH. */
  readonly variable?: string;
  readonly versionFlag: string;
  readonly required: boolean;
  readonly neededFor: string;
  readonly remedy: string;
}

const debian = (name: string): string => `On Debian or Ubuntu: apt-get install ${name}.`;

/** Programs that others make and that we start. To look for one more is to add it here. */
export const programs = {
  mariadb: {
    name: 'MariaDB server',
    commands: ['mariadbd'],
    versionFlag: '--version',
    required: true,
    neededFor: 'the local cluster: writer and readers',
    remedy: debian('mariadb-server'),
  },
  mariadbInstaller: {
    name: 'MariaDB installer',
    commands: ['mariadb-install-db'],
    versionFlag: '',
    required: true,
    neededFor: 'the local cluster: empty data folders',
    remedy: debian('mariadb-server'),
  },
  haproxy: {
    name: 'HAProxy',
    commands: ['haproxy'],
    versionFlag: '-v',
    required: true,
    neededFor: 'the local cluster: load balancer',
    remedy: debian('haproxy'),
  },
  memcached: {
    name: 'memcached',
    commands: ['memcached'],
    versionFlag: '-V',
    required: true,
    neededFor: 'the local cluster: sessions',
    remedy: debian('memcached'),
  },
  setpriv: {
    name: 'setpriv',
    commands: ['setpriv'],
    versionFlag: '--version',
    required: true,
    neededFor: 'ending every part together with its supervisor',
    remedy: debian('util-linux'),
  },
  varnish: {
    name: 'Varnish',
    commands: ['varnishd'],
    versionFlag: '-V',
    required: false,
    neededFor: 'a cluster with --edge',
    remedy: debian('varnish'),
  },
  go: {
    name: 'Go',
    commands: ['go'],
    versionFlag: 'version',
    required: false,
    neededFor: 'building k6 where there is none',
    remedy: 'Install Go 1.21 or newer from https://go.dev/dl/.',
  },
  chromium: {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    variable: 'K6_BROWSER_EXECUTABLE_PATH',
    versionFlag: '--version',
    required: false,
    neededFor: 'real browsers of the profile front-end, and tests that look at pages',
    remedy: `${debian('chromium')} Or name one with K6_BROWSER_EXECUTABLE_PATH.`,
  },
} as const satisfies Readonly<Record<string, Program>>;

/** Where the program is, or undefined when it is not there. */
export function locate(
  { commands, variable }: Pick<Program, 'commands' | 'variable'>,
  env: Environment,
): string | undefined {
  const named = variable === undefined ? undefined : env[variable];
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const wide = withServers(env);
  return commands.map((command) => onPath(command, wide)).find((path) => path !== undefined);
}
