import { z } from 'zod';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import type { Ended } from '../cli/run-command-line.ts';

/** What a command that judges printed with --json; what went wrong, where it printed nothing of the kind. */
export function judgedOf({ stdout, stderr }: Ended): { readonly verdict: Verdict } {
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return z.object({ verdict: verdictSchema }).parse(JSON.parse(stdout));
}
