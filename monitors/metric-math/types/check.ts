import type { ChainNode, ListNode, Node } from '../ast.ts';
import { keywords } from '../functions/names.ts';
import { functionNamed, functions } from '../functions/table.ts';
import { resultKind, takesArrays } from '../operators.ts';
import { Rejection } from '../../source/rejection.ts';
import { valueKinds, type ValueKind } from '../values.ts';
import { possibleOverloads } from './call.ts';
import { partName, type PartKinds, type TypeScope } from './part.ts';

/**
 * The kinds of value that a part may come to, by the argument and return types of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html. More than one where an id, or
 * only AWS, decides. Throws a Rejection where no kind is possible.
 */
export function possibleKinds(node: Node, scope: TypeScope): readonly ValueKind[] {
  const part = kindsOf(node, scope);
  if (part.kind === 'value') return part.of;
  if (part.kind === 'keyword') throw misplacedWord(part.name, node.offset);
  throw new Rejection(
    node.offset,
    `${partName(part)} is used where a value is required`,
    'a metric id, a number or a function',
  );
}

function misplacedWord(word: string, offset: number): Rejection {
  if (functions.has(word))
    return new Rejection(offset, `the function "${word}" is not called`, `"(" after ${word}`);
  return keywords.has(word)
    ? new Rejection(
        offset,
        `the keyword ${word} is used where a value is required`,
        'a metric id, a number or a function',
      )
    : new Rejection(
        offset,
        `"${word}" is neither a function nor a keyword`,
        'a metric id, which begins with a lower-case letter',
      );
}

/** As `possibleKinds`, but literals pass. */
export function kindsOf(node: Node, scope: TypeScope): PartKinds {
  switch (node.kind) {
    case 'number':
      return { kind: 'value', of: ['scalar'] };
    case 'reference':
      return { kind: 'value', of: scope.kindsOf?.(node.id) ?? valueKinds };
    case 'keyword':
      return { kind: node.kind, name: node.name };
    case 'text':
    case 'boolean':
      return { kind: node.kind };
    case 'negation':
      return { kind: 'value', of: possibleKinds(node.operand, scope) };
    case 'chain':
      return { kind: 'value', of: chainKinds(node, scope) };
    case 'list':
      return listKinds(node, scope);
    case 'call':
    default: {
      const overloads = possibleOverloads(
        node,
        functionNamed(node.name),
        node.arguments.map((argument) => kindsOf(argument, scope)),
        scope,
      );
      const results = overloads.flatMap(({ result }) => result);
      const kinds = valueKinds.filter((kind) => results.includes(kind));
      scope.onCall?.(node, kinds, overloads);
      return { kind: 'value', of: kinds };
    }
  }
}

/** Every operand must be possible with what stands before it; powers go from the right, which changes no kind. */
function chainKinds(node: ChainNode, scope: TypeScope): readonly ValueKind[] {
  let left = possibleKinds(node.first, scope);
  for (const { operator, operand, offset } of node.rest) {
    const right = possibleKinds(operand, scope);
    const results = left.flatMap((one) => right.map((other) => resultKind(operator, one, other)));
    const before = left;
    left = valueKinds.filter((kind) => results.includes(kind));
    if (left.length === 0)
      throw new Rejection(
        offset,
        `"${operator}" between ${namesOf(before)} and ${namesOf(right)}`,
        takesArrays(operator)
          ? 'at most one array of time series, next to a time series or a scalar'
          : 'time series or scalars on both sides',
      );
  }
  return left;
}

function namesOf(kinds: readonly ValueKind[]): string {
  return partName({ kind: 'value', of: kinds });
}

function listKinds(node: ListNode, scope: TypeScope): PartKinds {
  const parts = node.items.map((item) => kindsOf(item, scope));
  if (parts.every(({ kind }) => kind === 'text')) return { kind: 'texts' };
  for (const [index, part] of parts.entries())
    if (part.kind !== 'value' || part.of.every((kind) => kind === 'scalar'))
      throw new Rejection(
        node.items[index]?.offset ?? node.offset,
        `${partName(part)} in a list`,
        'time series or arrays of them; TIME_SERIES(5) makes a series of a number',
      );
  return { kind: 'value', of: ['array'] };
}
