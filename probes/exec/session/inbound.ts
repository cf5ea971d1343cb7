import type { Frame } from '../frames/frame.ts';

/** So many frames that came too early are kept. */
const mostKept = 10_000;

/** What to do with a frame that came. */
export interface Arrival {
  /** Whether its sender may forget it. Of what came before, it lost our first word. */
  readonly acknowledge: boolean;
  /** What can be used now, in order. */
  readonly deliver: readonly Frame[];
}

/** Puts frames that come late, early, twice or not at all into their order, from sequence 0 on. */
export function openInbound(): { readonly receive: (frame: Frame) => Arrival } {
  let expected = 0n;
  const early = new Map<bigint, Frame>();
  return {
    receive: (frame) => {
      if (frame.sequence < expected) return { acknowledge: true, deliver: [] };
      if (frame.sequence > expected) {
        const isKept = early.has(frame.sequence) || early.size < mostKept;
        if (isKept) early.set(frame.sequence, frame);
        return { acknowledge: isKept, deliver: [] };
      }
      const deliver: Frame[] = [];
      for (let next: Frame | undefined = frame; next !== undefined; next = early.get(expected)) {
        deliver.push(next);
        early.delete(expected);
        expected += 1n;
      }
      return { acknowledge: true, deliver };
    },
  };
}
