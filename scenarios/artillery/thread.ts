import { BroadcastChannel, threadId } from 'node:worker_threads';
import { reasonOf } from '../../core/errors.ts';
import { outputVariable } from './output.ts';
import { type Recorder, openRecorder } from './recorder.ts';

/**
 * Artillery ends its workers without waiting for them, and its process with them: so they tell its main thread that they
 * are there, when all of theirs is written, and why they cannot go on.
 */
export type Message =
  | { readonly is: 'here' | 'done'; readonly thread: number }
  | { readonly is: 'stuck'; readonly status: number; readonly reason: string };

export const channelName = 'bilancia';

/** Exit statuses of ours: the output cannot be written, and nothing can be played. */
export const exits = { unwritable: 98, rejected: 97 } as const;

/** What a worker keeps, and how it tells the main thread. */
interface Thread {
  /** Undefined where nothing is to be kept. */
  readonly recorder: Recorder | undefined;
  readonly tell: (message: Message) => void;
}

let thread: Thread | undefined;

/** That of this thread: engine and plugin share it. */
export function thisThread(): Thread {
  thread ??= openThread();
  return thread;
}

function openThread(): Thread {
  const channel = new BroadcastChannel(channelName);
  channel.unref();
  const tell = (message: Message): void => channel.postMessage(message);
  const path = process.env[outputVariable];
  if (path === undefined) return { recorder: undefined, tell };
  tell({ is: 'here', thread: threadId });
  const recorder = openRecorder(path, (error) =>
    tell({ is: 'stuck', status: exits.unwritable, reason: `${path}: ${reasonOf(error)}` }),
  );
  return { recorder, tell };
}
