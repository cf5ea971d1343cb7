import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { BilanciaError, knownError } from '../../../core/errors.ts';
import { childEnd } from '../../../core/child-process.ts';
import { compileCacheFolder } from '../cache.ts';
import type { ClusterOptions } from '../options.ts';
import { newToken, tokenVariable } from '../owner.ts';
import type { ClusterState } from '../state.ts';
import { describeEnd } from '../processes/launcher.ts';
import { entries } from '../supervisor/entry.ts';
import { keepWord, type Message, messageSchema } from '../supervisor/messages.ts';
import { takeDown } from './take-down.ts';

interface LaunchOptions {
  /** The cluster ends with this process, however that ends. Otherwise it lives on until it is taken down. */
  readonly attached: boolean;
  /** Told what is going on, a short line each. */
  readonly say: (line: string) => void;
  /** Gives up when aborted: what was started is gone when the promise rejects. */
  readonly signal: AbortSignal;
}

export interface LaunchedCluster {
  readonly state: ClusterState;
  /** Takes it down and waits until nothing is left. */
  readonly down: () => Promise<void>;
}

/**
 * Starts a cluster and waits until it takes visitors.
 * @throws cluster-already-up, cluster-failed, component-missing, port-taken, disk-full
 */
export async function launchCluster(
  options: ClusterOptions,
  { attached, say, signal }: LaunchOptions,
): Promise<LaunchedCluster> {
  signal.throwIfAborted();
  const supervisor = spawn(process.execPath, [entries.supervisor, JSON.stringify(options)], {
    cwd: '/',
    // Its own session: a Ctrl-C in this terminal is not meant for it.
    detached: true,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCacheFolder(),
      [tokenVariable]: newToken(),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const giveUp = (): void => void supervisor.stdin.end();
  signal.addEventListener('abort', giveUp);
  supervisor.stdin.on('error', () => undefined);
  try {
    const state = await untilReady(supervisor, say, signal);
    if (!attached) supervisor.stdin.write(`${keepWord}\n`);
    letGo(supervisor, attached);
    return { state, down: () => takeDown(options.name) };
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function untilReady(
  supervisor: ChildProcess,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ClusterState> {
  const { stdout, stderr } = supervisor;
  if (stdout === null || stderr === null) throw new Error('the supervisor has no pipes');
  const errors: string[] = [];
  stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const message = messageSchema.parse(JSON.parse(line));
    if ('ready' in message) return message.ready;
    if ('say' in message) say(message.say);
    else await failWith(supervisor, message);
  }
  const end = await childEnd(supervisor);
  signal.throwIfAborted();
  const log = errors.join('').trim().split('\n').slice(-3).join(' | ') || 'empty';
  throw knownError('cluster-failed', { part: 'supervisor', reason: describeEnd(end), log });
}

async function failWith(
  supervisor: ChildProcess,
  message: Exclude<Message, { say: string } | { ready: ClusterState }>,
): Promise<never> {
  await childEnd(supervisor);
  if ('broken' in message) throw new Error(message.broken);
  throw new BilanciaError(message.failed.code, message.failed.message);
}

/** Lets this process end while the supervisor lives. The pipe to an attached one stays open until then. */
function letGo(supervisor: ChildProcess, attached: boolean): void {
  supervisor.stdout?.destroy();
  supervisor.stderr?.destroy();
  supervisor.unref();
  if (!attached) supervisor.stdin?.end();
  else if (supervisor.stdin instanceof Socket) supervisor.stdin.unref();
}
