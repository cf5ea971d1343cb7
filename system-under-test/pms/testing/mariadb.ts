// @module-tag needs/mariadb
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../../../core/free-port.ts';
import { until } from './until.ts';

export interface MariaDb {
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
  /** Ends the server at once, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same data and port. */
  readonly restart: () => Promise<void>;
}

/** A MariaDB of its own in a temporary folder, with an account `root` without password. */
export async function startMariaDb(): Promise<MariaDb> {
  const folder = await mkdtemp(join(tmpdir(), 'pms-mariadb-'));
  const data = join(folder, 'data');
  // Servers that share a folder for temporary tables can take each other's away.
  const env = { ...process.env, TMPDIR: folder };
  const user = `--user=${userInfo().username}`;
  await promisify(execFile)(
    'mariadb-install-db',
    [
      '--no-defaults',
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      user,
      `--datadir=${data}`,
    ],
    { env },
  );
  const port = await freePort();
  let server = await launch();

  async function launch() {
    const child = spawn(
      'mariadbd',
      [
        '--no-defaults',
        user,
        `--datadir=${data}`,
        `--socket=${join(folder, 'socket')}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--performance-schema=OFF',
        '--innodb-buffer-pool-size=64M',
        '--innodb-log-file-size=16M',
        // Test data need not survive the machine.
        '--innodb-flush-method=nosync',
        '--innodb-doublewrite=OFF',
        '--innodb-flush-log-at-trx-commit=0',
        '--max-connections=400',
      ],
      { stdio: 'ignore', env },
    );
    await until(`MariaDB on port ${port}`, () => answers(port));
    return child;
  }

  async function end(signal: NodeJS.Signals) {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  }

  return {
    port,
    get pid() {
      return server.pid ?? 0;
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      server = await launch();
    },
    stop: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
