import type {
  AnswerFigures,
  Layer,
  ReaderBalanceFigures,
} from '../../core/probe-folder/reader-balance.ts';
import { binomialLower } from '../../core/statistics/distributions/binomial.ts';
import type { Suspicion } from './causes/cause.ts';
import type { AnswerFacts } from './facts/answers.ts';
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
    band: readers.expected.map((share) => bandOf(windows, share)),
    answers: [authority, resolver].filter((one) => one !== undefined).map(answerFigures),
    ...(connections === undefined
      ? {}
      : {
          connections: {
            windows: connections.windows.map((window) => [...window]),
            counts: [...connections.counts],
            effectiveWindows: connections.effectiveWindows,
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

function answerFigures({
  asked,
  windows,
  counts,
  p,
  held,
  ttlSeconds,
}: AnswerFacts): AnswerFigures {
  return { asked, windows: [...windows], counts: [...counts], p, held: { ...held }, ttlSeconds };
}

/** Shares of so many windows between which chance leaves a reader in 95 % of cases, by the binomial distribution. */
function bandOf(windows: number, share: number): [number, number] {
  if (windows === 0) return [0, 1];
  const tail = level / 2;
  let low = 0;
  while (low < windows && binomialLower(low, windows, share) <= tail) low += 1;
  let high = low;
  while (high < windows && binomialLower(high, windows, share) < 1 - tail) high += 1;
  return [low / windows, high / windows];
}
