import type { Readable } from 'node:stream';
import { keepWord } from './messages.ts';

/** Calls `onEnd` when the launcher at the other end of the pipe is gone, unless it said before that this is all right. */
export function watchLifeline(pipe: Readable, onEnd: () => void): void {
  let said = '';
  pipe.setEncoding('utf8');
  pipe.on('data', (text: string) => {
    said += text;
  });
  const ended = (): void => {
    if (!said.startsWith(keepWord)) onEnd();
  };
  pipe.once('end', ended);
  pipe.once('error', ended);
}
