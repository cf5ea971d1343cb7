import type { CommandContext } from '@stricli/core';
import type { Readable } from 'node:stream';

/** What commands take from the world, handed in so that tests need no patching. Times are milliseconds since 1970. */
export interface Context extends CommandContext {
  readonly process: {
    readonly stdin: Readable;
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
