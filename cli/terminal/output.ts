import type { Context } from '../../core/context.ts';

/** The one document of `--json`, on standard output. */
export function writeJson(context: Context, document: unknown): void {
  context.process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** Lines for a person, on standard output. */
export function writeLines(context: Context, lines: readonly string[]): void {
  context.process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/**
 * Writes to standard output and waits while its reader is slow, so that a long answer needs no memory. After an
 * interruption, which is also what a reader that has gone is, nothing is written any more.
 */
export async function writeSteadily(context: Context, data: Uint8Array | string): Promise<void> {
  const { interrupted, process } = context;
  if (interrupted.aborted || data.length === 0 || process.stdout.write(data)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      process.stdout.off('drain', go);
      interrupted.removeEventListener('abort', go);
      resolve();
    };
    process.stdout.on('drain', go);
    interrupted.addEventListener('abort', go);
  });
}
