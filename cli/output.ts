import type { Context } from '../core/context.ts';

/** The one document of `--json`, on standard output. */
export function writeJson(context: Context, document: unknown): void {
  context.process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** Lines for a person, on standard output. */
export function writeLines(context: Context, lines: readonly string[]): void {
  context.process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
