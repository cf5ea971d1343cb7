import { count, significant } from '../words/figures.ts';
import { type MeasuredKnee, objective } from './measured.ts';

/** Where the knee lies, as a sentence. */
export function kneeSentence({ knee, visitors }: MeasuredKnee): string {
  const p95 = `p95 of ${objective.seconds * 1000} ms`;
  switch (knee.kind) {
    case 'found': {
      const people = visitors === undefined ? '' : `, ${count(visitors)} visitors`;
      return `The knee lies at ${significant(knee.rate)} requests per second${people}: the most at which ${p95} was met.`;
    }
    case 'not-reached':
      return `The knee was not reached: ${p95} was met at ${significant(knee.atLeast)} requests per second, the most that was tried.`;
    case 'missed-from-the-start':
      return `The knee lies below ${significant(knee.below)} requests per second: ${p95} was missed at the first step already.`;
    case 'no-steps':
      return 'The knee cannot be told: no step had requests for long enough.';
  }
}
