import type { InvalidQuery } from './plan.ts';

/** One sentence without its full stop. */
export function problemText(problem: InvalidQuery): string {
  switch (problem.code) {
    case 'metric-or-expression':
      return 'a query holds either a metric or an expression';
    case 'bad-expression':
    case 'unknown-id': {
      const { error } = problem;
      return `${error.problem}; expected ${error.expected}`;
    }
    case 'cycle':
      return `the queries refer to one another in a cycle: ${problem.cycle.join(' -> ')}`;
    case 'rests-on-invalid':
    default:
      return `it depends on "${problem.id}", which is itself invalid`;
  }
}
