import type { Context } from '../../core/context.ts';

const usual = 100;
const widest = 160;

/** How many characters a line of a picture may have: the terminal's, or `COLUMNS`, or what is usual. */
export function terminalWidth({ process: { stdout, env } }: Context): number {
  const given = stdout.isTTY ? stdout.columns : Number(env['COLUMNS']);
  return Number.isInteger(given) && given > 0 ? Math.min(given, widest) : usual;
}
