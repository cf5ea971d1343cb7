import type { RunFile } from '../../core/run-folder/files/index.ts';
import type { Late } from '../../targets/history.ts';
import type { Target } from '../../targets/target.ts';

/** What watching needs: whom, until when, and who is told of what does not stop the run. */
export interface Observation {
  readonly target: Target;
  /** Processes of the load generator, on this machine. */
  readonly generatorPids: readonly number[];
  /** Whether the script is a profile of ours, which goes nowhere but to the target. */
  readonly isOurs: boolean;
  readonly until: AbortSignal;
  /** How long what comes late is waited for afterwards; default: not at all. */
  readonly late?: Late;
  readonly tell: (text: string) => void;
}

/** Something that is watched while a run goes on, and written into one file of its folder. */
export interface Observer {
  readonly file: RunFile;
  /** It tells what happened from the first request on, so that it is watched before the load begins. */
  readonly watchedBefore?: true;
  /**
   * What it sees until the signal aborts: records of ours, or lines of a foreign format as they are. Undefined where
   * the target does not offer it. What it throws ends the run.
   */
  readonly watch: (
    observation: Observation,
  ) => AsyncIterable<object> | AsyncIterable<string> | undefined;
}
