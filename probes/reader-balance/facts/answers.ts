import type { Random } from '../../../core/seeded-random.ts';
import { type HeldAnswers, heldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { answersByChance } from '../../../core/statistics/windows/window-answers.ts';
import type { SampleOf } from '../samples/sample.ts';
import { leastTtl } from '../samples/least-ttl.ts';
import type { Readers } from './readers.ts';

/** What a name server answered, a window after the other. */
export interface AnswerFacts {
  readonly asked: 'authority' | 'resolver';
  /** Index of the reader in each window; null for an address that is none of them. */
  readonly windows: readonly (number | null)[];
  readonly counts: readonly number[];
  /** Answers that were the writer, and those that were nobody known. */
  readonly writer: number;
  readonly strangers: readonly string[];
  /** Questions without an address in the answer, and the last one's reason. */
  readonly failed: number;
  readonly failure?: string;
  /** The longest time that an answer may be kept, as told by the server, and the chain's types. */
  readonly ttlSeconds: number;
  /** P-value that each window is drawn by the expected shares, and that windows are drawn anew. */
  readonly p: number;
  readonly held: HeldAnswers;
}

/** Why a server that was asked has no windows; undefined where it gave an address, and where nobody asked it. */
export function silenceOf(samples: readonly SampleOf<'answer'>[]): string | undefined {
  const last = samples.at(-1);
  if (last === undefined || samples.some(({ address }) => address !== null)) return undefined;
  const { asked, server, name = 'the endpoint', error = 'no address in the answer' } = last;
  return `The ${asked} ${server} gave no address of ${name}, though asked ${samples.length === 1 ? 'once' : `${samples.length} times`}: ${error}.`;
}

/** Undefined where the server never answered with an address. */
export function answersOf(
  samples: readonly SampleOf<'answer'>[],
  { hosts, writerHost, expected }: Readers,
  random: Random,
): AnswerFacts | undefined {
  const [first] = samples;
  const given = samples.filter(({ address }) => address !== null);
  if (first === undefined || given.length === 0) return undefined;
  const failures = samples.filter(({ address }) => address === null);
  const failure = failures.at(-1)?.error;
  const addresses = given.map(({ address }) => address ?? '');
  const windows = addresses.map((address) => {
    const reader = hosts.indexOf(address);
    return reader === -1 ? null : reader;
  });
  const counts = hosts.map((_, reader) => windows.filter((window) => window === reader).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const others = addresses.filter((address) => !hosts.includes(address));
  return {
    asked: first.asked,
    windows,
    counts,
    writer: others.filter((address) => address === writerHost).length,
    strangers: [...new Set(others.filter((address) => address !== writerHost))],
    failed: failures.length,
    ...(failure === undefined ? {} : { failure }),
    ttlSeconds: Math.max(...given.map((answer) => leastTtl(answer) ?? 0)),
    p: answersByChance(total, expected, random).p(counts),
    held: heldAnswers(
      windows.filter((window) => window !== null),
      expected,
    ),
  };
}
