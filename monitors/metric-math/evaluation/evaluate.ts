import type { Series } from '../../metrics/datapoint.ts';
import type { CallNode, ChainNode, ListNode, Node } from '../ast.ts';
import type { Argument, Parameter, Surroundings } from '../functions/function.ts';
import { functionNamed } from '../functions/table.ts';
import { applyOperator, negate } from '../operators.ts';
import { parameterAt, takesCount } from '../types/call.ts';
import { array, scalar, type Value } from '../values.ts';

/** What an expression is evaluated over. */
export interface Evaluation extends Surroundings {
  /** The value of another query; throws Unavailable where it has none. */
  readonly valueOf: (id: string) => Value;
}

/**
 * The value of an expression that passed the type check; throws Unavailable where only AWS has it. Datapoints of all
 * series are aligned: the same place is the same period.
 */
export function evaluate(node: Node, evaluation: Evaluation): Value {
  switch (node.kind) {
    case 'number':
      return scalar(node.value);
    case 'reference':
      return evaluation.valueOf(node.id);
    case 'negation':
      return negate(evaluate(node.operand, evaluation));
    case 'chain':
      return evaluateChain(node, evaluation);
    case 'list':
      return evaluateList(node, evaluation);
    case 'call':
      return evaluateCall(node, evaluation);
    case 'text':
    case 'keyword':
    case 'boolean':
    default:
      throw new TypeError(`A ${node.kind} has no value`);
  }
}

/** From the left, but powers from the right. */
function evaluateChain(node: ChainNode, evaluation: Evaluation): Value {
  const first = evaluate(node.first, evaluation);
  if (node.rest[0]?.operator !== '^') {
    let value = first;
    for (const { operator, operand } of node.rest)
      value = applyOperator(operator, value, evaluate(operand, evaluation));
    return value;
  }
  const powers = [first, ...node.rest.map(({ operand }) => evaluate(operand, evaluation))];
  return powers.reduceRight((exponent, base) => applyOperator('^', base, exponent));
}

function evaluateList(node: ListNode, evaluation: Evaluation): Value {
  const all: Series[] = [];
  for (const item of node.items) {
    const value = evaluate(item, evaluation);
    if (value.kind === 'array') all.push(...value.series);
    else if (value.kind === 'series') all.push(value.values);
  }
  return array(all);
}

function evaluateCall(node: CallNode, evaluation: Evaluation): Value {
  const args = node.arguments.map((argument) => argumentOf(argument, evaluation));
  const overload = functionNamed(node.name).overloads.find(
    (candidate) =>
      takesCount(candidate, args.length) &&
      args.every((argument, index) => fits(argument, parameterAt(candidate, index))),
  );
  if (overload === undefined)
    throw new TypeError(`No overload of ${node.name} takes the arguments`);
  return overload.evaluate(args, evaluation);
}

function fits(argument: Argument, parameter: Parameter | undefined): boolean {
  switch (parameter?.kind) {
    case 'value':
      return isValue(argument) && parameter.of.includes(argument.kind);
    case 'metric':
      return isValue(argument);
    case 'keyword':
      return argument.kind === 'keyword' && parameter.names.includes(argument.name);
    case 'literal':
      return true;
    case 'text':
    case 'texts':
    case undefined:
    default:
      return argument.kind === parameter?.kind;
  }
}

function argumentOf(node: Node, evaluation: Evaluation): Argument {
  switch (node.kind) {
    case 'text':
      return { kind: 'text', text: node.text };
    case 'keyword':
      return { kind: 'keyword', name: node.name };
    case 'boolean':
      return { kind: 'boolean' };
    case 'list':
      return node.items.every(({ kind }) => kind === 'text')
        ? { kind: 'texts' }
        : evaluateList(node, evaluation);
    case 'number':
    case 'reference':
    case 'negation':
    case 'chain':
    case 'call':
    default:
      return evaluate(node, evaluation);
  }
}

function isValue(argument: Argument): argument is Value {
  return argument.kind === 'scalar' || argument.kind === 'series' || argument.kind === 'array';
}
