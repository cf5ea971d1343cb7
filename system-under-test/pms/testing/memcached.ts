// @module-tag needs/memcached
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { freePort } from '../../../core/free-port.ts';
import { until } from './until.ts';

export interface Memcached {
  readonly port: number;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

export async function startMemcached(port?: number): Promise<Memcached> {
  const chosen = port ?? (await freePort());
  const args = [
    '-l',
    '127.0.0.1',
    '-p',
    String(chosen),
    '-U',
    '0',
    '-m',
    '16',
    '-u',
    userInfo().username,
  ];
  const child = spawn('memcached', args, { stdio: 'ignore' });
  await until(`memcached on port ${chosen}`, () => connects(chosen));
  return {
    port: chosen,
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
