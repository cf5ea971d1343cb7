import type { Random } from '../../../core/seeded-random.ts';
import type { Trace } from '../trace/trace.ts';
import type { Options } from '../samples/settings.ts';

/** A connection, or a part of one, at a reader. */
export interface Piece {
  readonly reader: number;
  readonly from: number;
  readonly to: number;
  readonly busy: number;
}

/** What a policy makes of a trace. */
export interface Placement {
  /** Connections to the database, as parts of time at a reader. */
  readonly pieces: readonly Piece[];
  /** Work at the readers, where it does not lie where the connections are. */
  readonly work?: readonly Piece[];
  /** Connections to the database that were opened. */
  readonly opened: number;
}

/** A way to choose readers. */
export interface Policy {
  readonly name: string;
  /** In a sentence, and where the model of it is from. */
  readonly about: string;
  /** Whether it draws, so that it is played many times. */
  readonly draws: boolean;
  readonly place: (trace: Trace, options: Options, random: Random) => Placement;
}
