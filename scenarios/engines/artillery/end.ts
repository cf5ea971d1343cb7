import type { ChildEnd } from '../../../core/child-process.ts';
import { exits } from '../../artillery/thread.ts';
import type { EngineEnd } from '../../engine.ts';
import type { Recorded } from './record.ts';

/** What is known of a play when its process has ended. */
interface Seen extends Partial<Pick<Recorded, 'begun' | 'rejected'>> {
  readonly isOurs: boolean;
  /** The last line that spoke of an error. */
  readonly lastError: string | undefined;
}

/** By signals that it takes itself: 128 and the number of the signal. */
const interrupted: ReadonlySet<number> = new Set([130, 143]);

/** What Artillery's end means, by its exit status. */
export function endOf({ code }: ChildEnd, seen: Seen): EngineEnd {
  const manifest = { exitStatus: code };
  if (code === null) {
    const detail = 'Artillery was killed by a signal that the run did not send.';
    return { kind: 'killed', detail, manifest };
  }
  if (code === 0) return { kind: 'completed', detail: 'Artillery played to its end.', manifest };
  if (interrupted.has(code)) {
    const detail = `Artillery was interrupted (exit status ${code}).`;
    return { kind: 'interrupted', detail, manifest };
  }
  if (seen.begun !== true && code !== exits.unwritable) {
    const detail = seen.rejected ?? seen.lastError ?? `it exited with status ${code}`;
    return { kind: 'rejected', detail, manifest };
  }
  // A plugin of the script, such as ensure, suggests it.
  if (code === 1 && !seen.isOurs) {
    const detail = "The script's own checks failed (Artillery exit status 1).";
    return { kind: 'thresholds-crossed', detail, manifest };
  }
  const detail = `Artillery exited with status ${code}, so its figures cannot be trusted; see engine.log.`;
  return { kind: 'broken', detail, manifest };
}
