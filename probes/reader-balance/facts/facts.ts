import { seededRandom } from '../../../core/seeded-random.ts';
import type { Settings } from '../../contract/probe.ts';
import type { Sample, SampleOf } from '../samples/sample.ts';
import { effectOf, weightsOf } from '../samples/settings.ts';
import { type AnswerFacts, answersOf, silenceOf } from './answers.ts';
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
  /** Of those that were asked and never gave an address, why. */
  readonly silent: { readonly authority?: string; readonly resolver?: string };
  readonly connections?: ConnectionFacts;
  readonly load?: LoadFacts;
  readonly unseen: readonly SampleOf<'unseen'>[];
  readonly reached: readonly SampleOf<'reached'>[];
  /** How far apart the windows are. */
  readonly windowSeconds: number;
  /** Windows that passed, with an answer or without. */
  readonly elapsedWindows: number;
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
  const silence = (asked: 'authority' | 'resolver'): string | undefined =>
    silenceOf(answers.filter((answer) => answer.asked === asked));
  const [mute, muteResolver] = [silence('authority'), silence('resolver')];
  const windowSeconds = windowSecondsOf(answers);
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
    silent: {
      ...(mute === undefined ? {} : { authority: mute }),
      ...(muteResolver === undefined ? {} : { resolver: muteResolver }),
    },
    ...(connections === undefined ? {} : { connections }),
    ...(load === undefined ? {} : { load }),
    unseen: only(samples, 'unseen'),
    reached: only(samples, 'reached'),
    windowSeconds,
    elapsedWindows: Math.floor(
      ((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)) / 1000 / windowSeconds,
    ),
  };
}

/** Where nobody was asked for the endpoint's name, windows are taken to be as long as Aurora's answers may be kept. */
const defaultWindowSeconds = 5;

export function windowSecondsOf(answers: readonly SampleOf<'answer'>[]): number {
  const own = answers.filter(({ asked }) => asked === answers[0]?.asked);
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined || own.length < 2) return defaultWindowSeconds;
  return (last.at - first.at) / 1000 / (own.length - 1);
}
