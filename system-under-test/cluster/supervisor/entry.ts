import { join } from 'node:path';

/** Sources run as they are; a published package has JavaScript in their place. */
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';

const systemUnderTest = join(import.meta.dirname, '..', '..');

/** The program files of the processes that are ours. */
export const entries = {
  supervisor: join(import.meta.dirname, `main.${extension}`),
  /** Loaded before a task. */
  slowHost: join(import.meta.dirname, '..', 'faults', `slow-host.${extension}`),
  task: join(systemUnderTest, 'pms', 'service', `main.${extension}`),
  outside: join(systemUnderTest, 'pms', 'outside', `stub-main.${extension}`),
} as const;
