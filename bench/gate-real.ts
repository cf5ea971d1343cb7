import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BilanciaError } from '../core/errors.ts';
import { defaultGateOptions } from '../reports/gate/options.ts';
import type { AbResult } from '../reports/comparison/judge-ab.ts';
import { performAb } from '../run/ab/perform-ab.ts';
import { asTheScriptDoes } from '../run/request.ts';
import type { Systems } from './gate-systems.ts';

/** What is played. */
export interface RealSize {
  readonly on: string;
  readonly open: (stack: AsyncDisposableStack) => Promise<Systems>;
  /** Of equal systems, and as many of one that is slower. */
  readonly comparisons: number;
  /** Requests per second, and seconds of a block. */
  readonly rate: number;
  readonly seconds: number;
  /** At most. */
  readonly pairs: number;
}

/** Real comparisons of a system with itself, and with a copy whose p95 is 10 % slower. */
export async function realComparisons(
  { on, open, comparisons, rate, seconds, pairs }: RealSize,
  print: (line: string) => void,
): Promise<void> {
  const context = {
    env: process.env,
    workingDirectory: process.cwd(),
    now: Date.now,
    interrupted: new AbortController().signal,
  };
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-real-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { base, equal, slower, host, pages } = await open(stack);
  const load = {
    scenario: 'pages',
    script: join(import.meta.dirname, 'gate-script.ts'),
    engine: 'k6',
    visitors: 0,
    phases: asTheScriptDoes,
    seed: 1,
    out: '',
    settings: { PAGES: JSON.stringify({ rate, seconds, host, pages }) },
  } as const;
  const silent = { live: () => undefined, say: () => undefined, end: () => undefined };
  const compare = async (target: typeof base, seed: number, out: string): Promise<AbResult> =>
    performAb(context, silent, {
      base: { label: 'base', target: base },
      new: { label: 'new', target },
      load,
      options: defaultGateOptions,
      pairs,
      seed,
      out,
      history: [],
      confirmed: false,
    });
  print(`${comparisons} real comparisons each on ${on}, up to ${pairs} pairs of ${seconds} s`);
  for (let number = 1; number <= comparisons; number += 1)
    for (const [kind, target] of [
      ['equal', equal],
      ['slower', slower],
    ] as const) {
      const out = join(folder, `${kind}-${number}`);
      const result = await compare(target, number, out).catch((error: unknown) => {
        if (!(error instanceof BilanciaError)) throw error;
        print(`${kind.padEnd(7)} ${error.message}`);
      });
      if (result === undefined) continue;
      const { outcome, manifest, sentence, notes } = result;
      const played = `${manifest.pairs.length} pairs`;
      print(`${kind.padEnd(7)} ${outcome.padEnd(13)} ${played.padStart(8)}  ${sentence}`);
      for (const note of notes) print(`${' '.repeat(32)}${note}`);
      await rm(out, { recursive: true, force: true });
    }
}
