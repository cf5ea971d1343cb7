import type { Evidence } from './evidence.ts';

/** Whole seconds, one after the other, in which nothing of the load ended: no request, and of a script no iteration. */
export interface Silence {
  /** Seconds since 1970, from the first to just before the last. */
  readonly from: number;
  readonly to: number;
  /** Virtual users last seen in it; 0 where there were none, or nothing counts them. */
  readonly playing: number;
  /** Whether iterations were cut in it, as engines do when they wait no longer; what those waited for is not told. */
  readonly cut: boolean;
  /** Bytes of the iterations that were cut. */
  readonly sent: number;
  readonly received: number;
  /** The longest one before it, seconds. */
  readonly longestBefore: number;
}

/** Every silence from the first second on in which anything ended, in order of time. */
export function silences({ manifest, series, requests }: Evidence): Silence[] {
  // Visitors of ours come and go whether or not anybody answers them.
  const isScript = manifest.model === 'foreign';
  const found: Silence[] = [];
  let lastEnded: number | undefined;
  let longestBefore = 0;
  let seen = { playing: 0, cut: false, sent: 0, received: 0 };
  const close = (to: number): void => {
    if (lastEnded === undefined || to - lastEnded <= 1) return;
    found.push({ from: lastEnded + 1, to, ...seen, longestBefore });
    longestBefore = Math.max(longestBefore, to - lastEnded - 1);
  };
  let last = Number.NaN;
  for (const { t, playing, ended, sent, received } of series.visitors) {
    last = t;
    if ((isScript && ended > 0) || requests.busy.has(t)) {
      close(t);
      lastEnded = t;
      seen = { playing: 0, cut: false, sent: 0, received: 0 };
    } else if (t !== lastEnded) {
      seen = {
        playing: playing > 0 ? playing : seen.playing,
        cut: seen.cut || !Number.isNaN(sent),
        sent: seen.sent + (sent > 0 ? sent : 0),
        received: seen.received + (received > 0 ? received : 0),
      };
    }
  }
  close(last + 1);
  return found;
}
