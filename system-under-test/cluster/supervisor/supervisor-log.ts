import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { reasonOf } from '../../../core/errors.ts';
import type { ClusterPaths } from '../folder.ts';

/** The supervisor's own log. A line that cannot be written must not end the cluster, nor be lost in silence. */
export interface SupervisorLog {
  readonly write: (line: string) => void;
  /** Why nothing can be written to it; tries once more before it says so. */
  readonly problem: () => string | undefined;
}

export function supervisorLog(paths: ClusterPaths, now: () => number): SupervisorLog {
  const path = paths.log('supervisor');
  let lost = 0;
  let problem: string | undefined;
  const append = (line: string): void =>
    appendFileSync(path, `${new Date(now()).toISOString()} ${line}\n`, { mode: 0o600 });
  const attempt = (line?: string): void => {
    try {
      mkdirSync(paths.logs, { recursive: true, mode: 0o700 });
      if (lost > 0) append(`${lost} lines before this one are lost: ${problem}`);
      lost = 0;
      problem = undefined;
      if (line !== undefined) append(line);
    } catch (error) {
      if (line !== undefined) lost += 1;
      problem = `its log cannot be written: ${reasonOf(error)}`;
    }
  };
  return {
    write: (line) => {
      // Before it has a folder of its own, there is nowhere to write to.
      if (existsSync(paths.folder)) attempt(line);
    },
    problem: () => {
      if (problem !== undefined) attempt();
      return problem;
    },
  };
}
