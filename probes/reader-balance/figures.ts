import type { Layer, ReaderBalanceFigures } from '../../core/probe-folder/reader-balance.ts';
import { chanceBand } from '../../core/statistics/windows/chance-band.ts';
import type { Suspicion } from './causes/cause.ts';
import { level } from './facts/facts.ts';

/** A cause that was found. */
export interface Found {
  readonly name: string;
  readonly layer: Layer;
  readonly evidence: string;
}

/** The figures that the page shows. */
export function figuresOf(
  { facts, needed }: Suspicion,
  causes: readonly Found[],
  windows: number,
): ReaderBalanceFigures {
  const { readers, ratio, windowSeconds, authority, resolver, connections, load } = facts;
  return {
    readers: [...readers.ids],
    expected: [...readers.expected],
    level,
    ratio,
    windows,
    windowsNeeded: needed,
    windowSeconds,
    answers: [authority, resolver]
      .filter((one) => one !== undefined)
      .map((one) => ({
        asked: one.asked,
        windows: [...one.windows],
        counts: [...one.counts],
        p: one.p,
        held: { ...one.held },
        ttlSeconds: one.ttlSeconds,
        band: bandOf(
          one.counts.reduce((sum, count) => sum + count, 0),
          readers.expected,
        ),
      })),
    ...(connections === undefined
      ? {}
      : {
          connections: {
            windows: connections.windows.map((window) => [...window]),
            counts: [...connections.counts],
            effectiveWindows: connections.effectiveWindows,
            band: bandOf(Math.round(connections.effectiveWindows), readers.expected),
            ...(connections.p === undefined ? {} : { p: connections.p }),
          },
        }),
    ...(load === undefined
      ? {}
      : {
          load: {
            sessions: [...load.sessions],
            queriesPerSecond: [...load.queriesPerSecond],
            cpu: [...load.cpu],
          },
        }),
    causes: [...causes],
  };
}

/** Shares that chance alone gives each reader in 95 % of cases. */
function bandOf(windows: number, expected: readonly number[]): [number, number][] {
  return expected.map((share) => chanceBand(windows, share, level));
}
