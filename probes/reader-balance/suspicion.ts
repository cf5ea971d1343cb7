import { seededRandom } from '../../core/seeded-random.ts';
import { balanceOf } from '../../core/statistics/balance/indices.ts';
import { sum } from '../../core/statistics/sample.ts';
import { windowsFor } from '../../core/statistics/windows/power.ts';
import type { Suspicion, TestName } from './causes/cause.ts';
import { type Facts, level } from './facts/facts.ts';

/** Fewer sessions or queries a second than this say nothing of their spread. */
const leastLoad = { sessions: 4, queries: 1 } as const;
/** A reader below this part of the fair share, divided by the effect, is starved. */
const starved = 0.5;

/** What cannot be chance, and what is uneven whether it is chance or not. */
export function suspicionOf(facts: Facts): Suspicion {
  const tests = testsOf(facts);
  const effect = { expected: facts.readers.expected, ratio: facts.ratio };
  const needed = windowsFor(effect, level / Math.max(1, tests.length), seededRandom(2));
  return {
    facts,
    pValues: new Map(tests),
    rejected: rejectedOf(facts),
    // What a short look finds uneven may be even a minute later.
    skewed: facts.elapsedWindows >= needed ? skewedOf(facts) : new Set(),
    needed,
  };
}

/** Every test that there is evidence for. They are looked at once, at the end. */
export function testsOf({ authority, resolver, connections }: Facts): [TestName, number][] {
  const answers = authority ?? resolver;
  const held = resolver ?? authority;
  return [
    ...(answers === undefined ? [] : [['answers', answers.p] as [TestName, number]]),
    ...(held === undefined ? [] : [['held-answers', held.held.p] as [TestName, number]]),
    ...(connections?.p === undefined ? [] : [['connections', connections.p] as [TestName, number]]),
    ...(connections?.held === undefined
      ? []
      : [['held-connections', connections.held.p] as [TestName, number]]),
  ];
}

/** Tests that say that it is no chance, with the level of all of them together kept. */
export function rejectedOf(facts: Facts): Set<TestName> {
  return holm(testsOf(facts));
}

/** Source: S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6, 1979. */
function holm(tests: readonly [TestName, number][]): Set<TestName> {
  const rejected = new Set<TestName>();
  for (const [place, [name, p]] of tests.toSorted(([, a], [, b]) => a - b).entries()) {
    if (p > level / (tests.length - place)) break;
    rejected.add(name);
  }
  return rejected;
}

export function skewedOf({
  load,
  readers: { expected },
  ratio,
}: Facts): Set<'sessions' | 'queries'> {
  const skewed = new Set<'sessions' | 'queries'>();
  if (load === undefined) return skewed;
  const loads = { sessions: load.sessions, queries: load.queriesPerSecond } as const;
  for (const name of ['sessions', 'queries'] as const) {
    const balance = balanceOf(loads[name], expected);
    if (balance === undefined || sum(loads[name]) < leastLoad[name]) continue;
    const { peakToAverage, min, mean } = balance;
    if (peakToAverage >= ratio || min / mean <= starved / ratio) skewed.add(name);
  }
  return skewed;
}
