import type { GateOptions } from '../../reports/gate/options.ts';
import type { Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import type { Progress } from '../progress.ts';
import type { RunRequest } from '../request.ts';

/** Two systems to compare, and how. */
export interface AbRequest {
  readonly base: AbSide;
  readonly new: AbSide;
  /** The load of each block; its folder and its seed are another's each time. */
  readonly load: RunRequest;
  readonly options: GateOptions;
  /** Pairs that are played at most. */
  readonly pairs: number;
  /** Decides the order within each pair, and the visitors of each. */
  readonly seed: number;
  /** Folder to make. */
  readonly out: string;
  /** Runs of the past, from which the number of pairs is learnt. */
  readonly history: readonly string[];
  /** The user confirmed that systems elsewhere may be tested. */
  readonly confirmed: boolean;
}

/** One of the two. */
export interface AbSide {
  /** What it is called, e.g. its URL or its revision. */
  readonly label: string;
  readonly target: Target;
}

/** A comparison that goes on. */
export interface Playing {
  readonly context: RunContext;
  readonly progress: Progress;
  readonly request: AbRequest;
}
