import { answers, place } from './place.ts';
import type { Policy } from './policy.ts';

export const endpoint: Policy = {
  name: 'endpoint',
  about:
    'The reader endpoint: one reader at random an answer, shared by all that connect while it is kept. Source: Amazon Aurora user guide, "Reader endpoints".',
  draws: true,
  place: (trace, { windowMs = trace.windowMs }, random) => {
    const answerAt = answers(trace, windowMs, random);
    return place(trace, ({ from }) => answerAt(from));
  },
};
