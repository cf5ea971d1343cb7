import type { Check } from '../../core/probe-folder/checks.ts';
import type { Sample, SampleOf } from './sample.ts';

/** Looks in a row at which a node did not answer: fewer may be the machine's doing. */
const leastLooks = 2;
/** After this a node that does not answer should have been left out. */
const patienceMs = 5_000;

interface Downtime {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Whether nodes that did not answer were left out, and how long that took; none when all answered all the time. */
export function downtimes(samples: readonly Sample[]): Check[] {
  const looks = samples.filter((one): one is SampleOf<'alive'> => one.kind === 'alive');
  const reads = samples.filter(
    (one): one is SampleOf<'answered'> => one.kind === 'answered' && one.asked === 'read',
  );
  return [...new Set(looks.map(({ id }) => id))]
    .flatMap((id) => spansOf(looks.filter((one) => one.id === id)))
    .map((span) => judged(span, reads));
}

function spansOf(looks: readonly SampleOf<'alive'>[]): Downtime[] {
  const spans: SampleOf<'alive'>[][] = [];
  for (const [place, look] of looks.entries()) {
    const before = looks[place - 1];
    // The first look at which it answers again is the end of it.
    if (before?.alive === false) spans.at(-1)?.push(look);
    else if (!look.alive) spans.push([look]);
  }
  return spans
    .filter((span) => span.filter(({ alive }) => !alive).length >= leastLooks)
    .map((span) => ({
      id: span[0]?.id ?? '',
      from: span[0]?.at ?? 0,
      to: span.at(-1)?.at ?? 0,
    }));
}

function judged({ id, from, to }: Downtime, reads: readonly SampleOf<'answered'>[]): Check {
  const name = `${id}-left-out`;
  const during = reads.filter(({ at }) => at >= from && at <= to);
  const failed = during.filter(({ by }) => by === null);
  const slowest = Math.max(0, ...during.map(({ ms }) => ms));
  const last = failed.at(-1);
  const seconds = ((to - from) / 1000).toFixed(1);
  const evidence = `while it did not answer for ${seconds} s, ${failed.length} of ${during.length} reads failed, the slowest after ${slowest} ms`;
  if (during.length === 0)
    return {
      name,
      state: 'open',
      evidence: `nobody read while it did not answer for ${seconds} s.`,
    };
  if (last === undefined)
    return { name, state: 'passed', evidence: `${evidence}: it was left out at once.` };
  const took = last.at + last.ms - from;
  const why = last.error === undefined ? '' : ` ("${last.error}")`;
  if (took < patienceMs && last.at < to - leastLooks * 1000)
    return { name, state: 'passed', evidence: `${evidence}: it was left out after ${took} ms.` };
  return { name, state: 'failed', evidence: `${evidence}, up to ${took} ms later${why}.` };
}
