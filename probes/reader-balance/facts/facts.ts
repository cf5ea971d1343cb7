import { seededRandom } from '../../../core/seeded-random.ts';
import type { Settings } from '../../probe.ts';
import type { Sample, SampleOf } from '../sample.ts';
import { effectOf, weightsOf } from '../settings.ts';
import { type AnswerFacts, answersOf } from './answers.ts';
import { type ConnectionFacts, connectionsOf } from './connections.ts';
import { type LoadFacts, loadOf } from './load.ts';
import { type Readers, only, readersOf } from './readers.ts';

/** Level of all tests together. */
export const level = 0.05;

/** What the samples come to, layer by layer. What was not seen is absent. */
export interface Facts {
  readonly readers: Readers;
  /** So many times its fair share makes a reader overloaded. */
  readonly ratio: number;
  readonly from: number;
  readonly to: number;
  readonly authority?: AnswerFacts;
  readonly resolver?: AnswerFacts;
  readonly connections?: ConnectionFacts;
  readonly load?: LoadFacts;
  readonly unseen: readonly SampleOf<'unseen'>[];
  readonly reached: readonly SampleOf<'reached'>[];
  readonly windowSeconds: number;
}

/** What the samples come to; undefined when no reader is among them. */
export function factsOf(all: readonly Sample[], settings: Settings): Facts | undefined {
  const readers = readersOf(all, weightsOf(settings));
  if (readers.ids.length === 0) return undefined;
  const random = seededRandom(1);
  const samples = all.filter(({ at }) => at >= readers.since);
  const answers = only(samples, 'answer');
  const about = (asked: 'authority' | 'resolver'): AnswerFacts | undefined => {
    const own = answers.filter((answer) => answer.asked === asked);
    return answersOf(own, readers, random);
  };
  const authority = about('authority');
  const resolver = about('resolver');
  const windowSeconds = Math.max(1, (authority ?? resolver)?.ttlSeconds ?? 0);
  const opened = only(all, 'opened').map((one) => ({
    ...one,
    standing: one.standing || one.at < readers.since,
  }));
  const window = { readers, windowSeconds };
  const connections = connectionsOf(opened, only(all, 'client'), window, random);
  const load = loadOf(only(samples, 'load'), opened, only(all, 'closed'), readers);
  return {
    readers,
    ratio: effectOf(settings),
    from: samples[0]?.at ?? 0,
    to: samples.at(-1)?.at ?? 0,
    ...(authority === undefined ? {} : { authority }),
    ...(resolver === undefined ? {} : { resolver }),
    ...(connections === undefined ? {} : { connections }),
    ...(load === undefined ? {} : { load }),
    unseen: only(samples, 'unseen'),
    reached: only(samples, 'reached'),
    windowSeconds,
  };
}
