import type { CommandContext } from '@stricli/core';

/** What commands take from the world, handed in so that tests need no patching. Times are milliseconds since 1970. */
export interface Context extends CommandContext {
  readonly process: {
    readonly stdout: NodeJS.WriteStream;
    readonly stderr: NodeJS.WriteStream;
    readonly env: Readonly<Record<string, string | undefined>>;
    exitCode?: number | string | null | undefined;
  };
  readonly workingDirectory: string;
  readonly now: () => number;
  /** Aborted by Ctrl-C or a polite kill: end early, but completely. */
  readonly interrupted: AbortSignal;
}
