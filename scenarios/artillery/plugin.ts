import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';
import { foreignVariable, outputVariable } from './output.ts';
import type { Emitter, Script } from './script.ts';
import { type Message, channelName, thisThread } from './thread.ts';
import { watchRun } from './watch-run.ts';
import { watchScript } from './watch-script.ts';

/** What Artillery's main thread has of itself in the global `artillery`. */
interface Artillery {
  readonly globalEvents: Emitter;
  readonly shutdown: (how: { readonly exitCode: number; readonly earlyStop: boolean }) => unknown;
}

/** Milliseconds that workers have to write what they kept, when everything ends. */
const patienceMs = 2_000;

/**
 * Artillery makes one in its main thread and one in each worker. That of the main thread keeps the process until all
 * workers have written, whatever ends it, and ends it for a worker that cannot go on.
 */
export class Plugin {
  readonly cleanup: (done: () => void) => void;

  constructor(script: Script, events: Emitter) {
    this.cleanup = isMainThread ? ofMainThread(script, events) : ofWorker(script);
  }
}

function ofWorker(script: Script): Plugin['cleanup'] {
  const { recorder, tell } = thisThread();
  if (recorder !== undefined && isForeign()) watchScript(script, recorder);
  return (done) => {
    recorder?.close();
    tell({ is: 'done', thread: threadId });
    done();
  };
}

function isForeign(): boolean {
  return process.env[foreignVariable] !== undefined;
}

function ofMainThread(script: Script, events: Emitter): Plugin['cleanup'] {
  const { artillery } = globalThis as unknown as { readonly artillery: Artillery };
  const path = process.env[outputVariable];
  if (path !== undefined && isForeign()) watchRun(script, path, events, artillery.globalEvents);
  const channel = new BroadcastChannel(channelName);
  channel.unref();
  const writing = new Set<number>();
  let isWaiting: (() => void) | undefined;
  channel.onmessage = (event: unknown): void => {
    const { data } = event as { readonly data: Message };
    if (data.is === 'stuck') {
      console.error(`bilancia: ${data.reason}`);
      void artillery.shutdown({ exitCode: data.status, earlyStop: true });
      return;
    }
    if (data.is === 'here') writing.add(data.thread);
    else writing.delete(data.thread);
    if (writing.size === 0) isWaiting?.();
  };
  return (done) => {
    if (writing.size === 0) {
      done();
      return;
    }
    const patience = setTimeout(done, patienceMs);
    isWaiting = () => {
      clearTimeout(patience);
      done();
    };
  };
}
