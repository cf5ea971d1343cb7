import type { Random } from '../../../core/seeded-random.ts';
import type { Session } from '../trace/trace.ts';
import type { Options } from '../samples/settings.ts';
import { answers, place } from './place.ts';
import type { Policy } from './policy.ts';

export const maximumAge: Policy = {
  name: 'maximum age',
  about:
    'The endpoint, and every connection is renewed at a maximum age that differs from one to the next. Source: maxLifetime of HikariCP with its variance, against renewal in one burst.',
  draws: true,
  place: (trace, options, random) => {
    const { windowMs = trace.windowMs } = options;
    const answerAt = answers(trace, windowMs, random);
    const parts = trace.sessions.flatMap((session) => renewals(session, options, random));
    return place(
      trace,
      ({ from }) => answerAt(from),
      parts.toSorted((a, b) => a.from - b.from),
    );
  },
};

/** A connection cut into those that take its place, one after the other. */
export function renewals(
  session: Session,
  { maxAgeMs, jitter }: Pick<Options, 'maxAgeMs' | 'jitter'>,
  random: Random,
): Session[] {
  const parts: Session[] = [];
  let { from, standing } = session;
  // Nobody knows how old one was that stood when the trace began: any age is as likely as another.
  let age = maxAgeMs * (1 + jitter * (2 * random() - 1)) * (standing ? random() : 1);
  while (from + age < session.to) {
    parts.push({ ...session, from, to: from + age, standing });
    from += age;
    standing = false;
    age = Math.max(1, maxAgeMs * (1 + jitter * (2 * random() - 1)));
  }
  parts.push({ ...session, from, standing });
  return parts;
}
