import type { Check } from '../../core/probe-folder/checks.ts';
import type { Sample, SampleOf } from './sample.ts';

/** Looks in a row at which a node did not answer: fewer may be the machine's doing. */
const leastLooks = 2;
/** After this a node that does not answer should have been left out. */
const patienceMs = 5_000;
/** For so long after the last failure others must have answered: a node that is asked now and then is not left out. */
const calmMs = 2_000;
/** Who waits so long for an answer waits for a node that stands still. */
const hangMs = 1_000;

type Answered = SampleOf<'answered'>;

interface Downtime {
  readonly id: string;
  /** The last look at which it answered, and the first at which it does so again. */
  readonly from: number;
  readonly to: number;
}

/** Whether nodes that did not answer were left out, and how long that took; none when all answered all the time. */
export function downtimes(samples: readonly Sample[]): Check[] {
  const looks = samples.filter((one) => one.kind === 'alive');
  const answered = samples.filter((one) => one.kind === 'answered');
  return samples
    .filter((one) => one.kind === 'node')
    .flatMap(({ id, role }) => {
      // What only the writer can do tells of the writer.
      const asked = answered.filter((one) => (one.asked === 'read') === (role === 'reader'));
      const what = role === 'reader' ? 'reads' : 'statements for the writer';
      return spansOf(looks.filter((look) => look.id === id)).map((span) =>
        judged(span, asked, what),
      );
    });
}

function spansOf(looks: readonly SampleOf<'alive'>[]): Downtime[] {
  const spans: SampleOf<'alive'>[][] = [];
  for (const [place, look] of looks.entries()) {
    const before = looks[place - 1];
    if (before?.alive === false) spans.at(-1)?.push(look);
    else if (!look.alive) spans.push([before ?? look, look]);
  }
  return spans
    .filter((span) => span.filter(({ alive }) => !alive).length >= leastLooks)
    .map((span) => ({
      id: span[0]?.id ?? '',
      from: span[0]?.at ?? 0,
      to: span.at(-1)?.at ?? 0,
    }));
}

function judged({ id, from, to }: Downtime, all: readonly Answered[], what: string): Check {
  const name = `${id}-left-out`;
  const down = `while it did not answer for ${seconds(to - from)}`;
  if (!all.some(({ at, by }) => at <= from && by === id)) {
    const evidence = `${down}, nothing can be said: no ${what} went to it before.`;
    return { name, state: 'open', evidence };
  }
  const during = all.filter(({ at }) => at >= from && at <= to);
  const failed = during.filter(({ by }) => by === null);
  // Whoever asked a node that stood still and woke up was answered by it in the end.
  const last = during.findLast(({ by, ms }) => by === null || (by === id && ms >= hangMs));
  const slowest = Math.max(0, ...during.map(({ ms }) => ms));
  const counted = `${down}, ${failed.length} of ${during.length} ${what} failed, the slowest took ${slowest} ms`;
  const since = last?.at ?? from;
  const others = during.some(({ at, by }) => at > since && by !== null && by !== id);
  const error = failed.at(-1)?.error;
  const why = error === undefined ? '' : ` ("${error}")`;
  if (since - from >= patienceMs)
    return {
      name,
      state: 'failed',
      evidence: `${counted}: it was asked ${seconds(since - from)} later still${why}.`,
    };
  if (!others || to - since < calmMs) {
    const state = to - from >= patienceMs ? 'failed' : 'open';
    return { name, state, evidence: `${counted}: until the end it was not left out${why}.` };
  }
  const took = last === undefined ? 'at once' : `within ${seconds(since - from)}`;
  return { name, state: 'passed', evidence: `${counted}: it was left out ${took}.` };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
