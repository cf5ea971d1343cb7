import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BilanciaError } from '../core/errors.ts';
import type { AbResult } from '../reports/comparison/judge-ab.ts';
import { defaultGateOptions } from '../reports/gate/options.ts';
import { performAb } from '../run/ab/perform-ab.ts';
import { asTheScriptDoes } from '../run/request.ts';
import { type Kind, type Played, keptResults, kinds } from './gate-results.ts';
import type { Systems } from './gate-systems.ts';

/** What is played. */
export interface RealSize {
  readonly on: string;
  readonly open: (stack: AsyncDisposableStack, distance: number) => Promise<Systems>;
  /** Of equal systems, and as many of one that is slower. */
  readonly comparisons: number;
  /** Requests per second, and seconds of a block. */
  readonly rate: number;
  readonly seconds: number;
  /** At most. */
  readonly pairs: number;
  /** Milliseconds of network before a system that has none of its own. */
  readonly distance: number;
  /** File of what was played before, which is not played again. */
  readonly keep: string;
}

/**
 * Real comparisons of a system with itself, and with a copy whose p95 is 10 % slower. What was played is kept, so that an
 * interruption costs no more than the comparison that it hits; the machine's faults are played again.
 */
export async function realComparisons(
  size: RealSize,
  print: (line: string) => void,
): Promise<Record<Kind, readonly Played[]>> {
  const { on, open, comparisons, rate, seconds, pairs, distance } = size;
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const kept = await keptResults(size.keep, { on, rate, seconds, pairs, distance });
  const isOpen = (kind: Kind): boolean => {
    const valid = kept.of(kind).filter(({ outcome }) => outcome !== 'invalid').length;
    return valid < comparisons && kept.of(kind).length < 2 * comparisons;
  };
  print(`${comparisons} real comparisons each on ${on}, up to ${pairs} pairs of ${seconds} s`);
  for (const kind of kinds) for (const one of kept.of(kind)) print(lineOf(one));
  if (kinds.some(isOpen)) {
    const folder = await mkdtemp(join(tmpdir(), 'bilancia-real-'));
    await using stack = new AsyncDisposableStack();
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const opened = await open(stack, distance);
    while (kinds.some(isOpen) && !interrupted.signal.aborted)
      for (const kind of kinds.filter(isOpen)) {
        const number = kept.of(kind).length + 1;
        const out = join(folder, `${kind}-${number}`);
        const began = performance.now();
        const result = await compare(opened, { size, kind, number, out }, interrupted.signal);
        if (interrupted.signal.aborted) break;
        const took = Math.round((performance.now() - began) / 1000);
        const played = await kept.add({ kind, number, took, ...result });
        print(lineOf(played));
        await rm(out, { recursive: true, force: true });
      }
  }
  return { equal: kept.of('equal'), slower: kept.of('slower') };
}

interface OneComparison {
  readonly size: RealSize;
  readonly kind: Kind;
  readonly number: number;
  readonly out: string;
}

type Outcome = Pick<Played, 'outcome' | 'pairs' | 'found' | 'sentence'>;

/** An error of the run is an invalid comparison: it says nothing of the systems. */
async function compare(
  { base, host, pages, ...others }: Systems,
  { size, kind, number, out }: OneComparison,
  interrupted: AbortSignal,
): Promise<Outcome> {
  const { rate, seconds, pairs } = size;
  const context = {
    env: process.env,
    workingDirectory: process.cwd(),
    now: Date.now,
    interrupted,
  };
  const silent = { live: () => undefined, say: () => undefined, end: () => undefined };
  try {
    return outcomeOf(
      await performAb(context, silent, {
        base: { label: 'base', target: base },
        new: { label: 'new', target: others[kind] },
        load: {
          scenario: 'pages',
          script: join(import.meta.dirname, 'gate-script.ts'),
          engine: 'k6',
          visitors: 0,
          phases: asTheScriptDoes,
          seed: 1,
          out: '',
          settings: { PAGES: JSON.stringify({ rate, seconds, host, pages }) },
        },
        options: defaultGateOptions,
        pairs,
        seed: 2 * number + kinds.indexOf(kind),
        out,
        history: [],
        confirmed: false,
      }),
    );
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    return { outcome: 'invalid', pairs: 0, found: false, sentence: error.message };
  }
}

function outcomeOf({ outcome, manifest, sentence, comparisons }: AbResult): Outcome {
  const found = comparisons.some(
    ({ percentile, verdict }) => percentile === 0.95 && verdict === 'fail',
  );
  return { outcome, pairs: manifest.pairs.length, found, sentence };
}

function lineOf({ kind, outcome, pairs, took, sentence }: Played): string {
  const size = `${pairs} pairs`.padStart(8);
  return `${kind.padEnd(7)} ${outcome.padEnd(13)} ${size} ${`${took} s`.padStart(6)}  ${sentence}`;
}
