import type { Context } from '../../core/context.ts';

export interface MatchFlags {
  readonly explain: boolean;
  readonly extract: boolean;
  readonly count: boolean;
  readonly json: boolean;
}
export async function matchCommand(this: Context, flags: MatchFlags, pattern: string, ...files: string[]): Promise<void> {
  await Promise.reject(new Error(`not yet: ${pattern} ${files.join(' ')} ${String(flags.json)}`));
}
