import { stripVTControlCharacters, styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import type { Progress } from '../../run/progress.ts';

export type { Progress } from '../../run/progress.ts';

interface ProgressOptions {
  readonly json?: boolean;
  /** Milliseconds between two plain lines where there is no terminal. */
  readonly plainInterval?: number;
}

const silent: Progress = { live: () => undefined, say: () => undefined, end: () => undefined };

/**
 * Progress on standard error: one live line on a terminal, plain lines elsewhere (a live state every 10 s), and nothing
 * with `--json`.
 */
export function startProgress(
  context: Context,
  { json = false, plainInterval = 10_000 }: ProgressOptions = {},
): Progress {
  if (json) return silent;
  const { stderr } = context.process;
  return stderr.isTTY ? onTerminal(stderr) : asPlainLines(context, plainInterval);
}

function onTerminal(stream: NodeJS.WriteStream): Progress {
  const clear = '\r\u001B[K';
  let current = '';
  const live = (text: string): void => {
    current = shorten(text, stream.columns);
    stream.write(clear + styleText('dim', current, { stream }));
  };
  return {
    live,
    say: (text) => {
      stream.write(`${clear}${text}\n`);
      if (current !== '') live(current);
    },
    end: () => {
      if (current !== '') stream.write(clear);
      current = '';
    },
  };
}

function asPlainLines({ process: { stderr }, now }: Context, interval: number): Progress {
  let last = Number.NEGATIVE_INFINITY;
  return {
    live: (text) => {
      if (now() - last < interval) return;
      last = now();
      stderr.write(`${stripVTControlCharacters(text)}\n`);
    },
    say: (text) => void stderr.write(`${text}\n`),
    end: () => undefined,
  };
}

/** A live line that wraps could not be taken back. A terminal of no known width says 0 columns. */
function shorten(text: string, columns: number): string {
  const plain = stripVTControlCharacters(text);
  return columns === 0 || plain.length < columns
    ? plain
    : `${plain.slice(0, Math.max(0, columns - 2))}…`;
}
