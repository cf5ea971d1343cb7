import type { Node } from '../ast.ts';
import { Unavailable } from '../functions/function.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import type { Result } from './result.ts';

/** The value of an expression that passed the type check, or why only AWS has it. */
export function evaluateAvailable(root: Node, evaluation: Evaluation): Result {
  try {
    return evaluate(root, evaluation);
  } catch (thrown) {
    if (!(thrown instanceof Unavailable)) throw thrown;
    return { kind: 'unavailable', reason: thrown.reason };
  }
}

/** A Metrics Insights query is recognized, not evaluated. */
export const metricsInsights: Result = {
  kind: 'unavailable',
  reason: 'a Metrics Insights query needs the list of all metrics, which only AWS has',
};
