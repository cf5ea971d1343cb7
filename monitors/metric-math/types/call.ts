import type { CallNode, Node } from '../ast.ts';
import type { MathFunction, Overload, Parameter } from '../functions/function.ts';
import { keywords } from '../functions/names.ts';
import { Rejection } from '../../source/rejection.ts';
import { kindNames } from '../values.ts';
import { partName, type PartKinds, type TypeScope } from './part.ts';

/** The overloads that may be meant; throws a Rejection where none takes the arguments. */
export function possibleOverloads(
  call: CallNode,
  { name, overloads }: MathFunction,
  parts: readonly PartKinds[],
  scope: TypeScope,
): readonly Overload[] {
  const count = parts.length;
  const fitting = overloads.filter((overload) => parametersFor(overload, count) !== undefined);
  if (fitting.length === 0) throw wrongCount(call, overloads);
  const refusals = fitting.map((overload) =>
    parts.findIndex((part, index) => {
      const parameter = parametersFor(overload, count)?.[index];
      const node = call.arguments[index];
      return parameter === undefined || node === undefined || !takes(parameter, part, node, scope);
    }),
  );
  const possible = fitting.filter((_, index) => refusals[index] === -1);
  if (possible.length > 0) return possible;
  const place = Math.max(...refusals);
  const wanted = fitting
    .filter((_, index) => refusals[index] === place)
    .flatMap((overload) => parametersFor(overload, count)?.[place] ?? []);
  throw wrongArgument(call, name, place, parts[place], wanted);
}

/** The parameter of each of so many arguments; undefined when the overload does not take as many. */
function parametersFor(overload: Overload, count: number): readonly Parameter[] | undefined {
  if (!takesCount(overload, count)) return undefined;
  return Array.from({ length: count }, (_, index) => parameterAt(overload, index)).filter(
    (parameter) => parameter !== undefined,
  );
}

/** Whether the overload takes so many arguments. */
export function takesCount({ parameters, optional, rest }: Overload, count: number): boolean {
  const most = parameters.length + (optional?.length ?? 0) + (rest?.most ?? 0);
  return count >= parameters.length && count <= most;
}

/** The parameter of the argument at a place. */
export function parameterAt(
  { parameters, optional, rest }: Overload,
  index: number,
): Parameter | undefined {
  return parameters[index] ?? optional?.[index - parameters.length] ?? rest?.parameter;
}

function takes(parameter: Parameter, part: PartKinds, node: Node, scope: TypeScope): boolean {
  switch (parameter.kind) {
    case 'value':
      return part.kind === 'value' && part.of.some((kind) => parameter.of.includes(kind));
    case 'metric':
      return node.kind === 'reference' && scope.isMetric?.(node.id) !== false;
    case 'keyword':
      return node.kind === 'keyword' && parameter.names.includes(node.name);
    case 'literal':
      return isLiteral(node);
    case 'text':
    case 'texts':
    default:
      return part.kind === parameter.kind;
  }
}

function isLiteral(node: Node): boolean {
  if (node.kind === 'negation') return node.operand.kind === 'number';
  return node.kind === 'text' || node.kind === 'number' || node.kind === 'boolean';
}

function wrongCount(call: CallNode, overloads: readonly Overload[]): Rejection {
  const least = Math.min(...overloads.map(({ parameters }) => parameters.length));
  const most = Math.max(
    ...overloads.map(
      ({ parameters, optional = [], rest }) =>
        parameters.length + optional.length + (rest?.most ?? 0),
    ),
  );
  const expected = least === most ? plural(least) : `${least} to ${plural(most)}`;
  return new Rejection(
    call.offset,
    `${call.name} is given ${plural(call.arguments.length)}`,
    expected,
  );
}

function plural(count: number): string {
  return `${count} argument${count === 1 ? '' : 's'}`;
}

function wrongArgument(
  call: CallNode,
  name: string,
  place: number,
  part: PartKinds | undefined,
  wanted: readonly Parameter[],
): Rejection {
  const node = call.arguments[place];
  const given = part === undefined ? 'missing' : partName(part);
  const isUnknownWord =
    part?.kind === 'keyword' &&
    !keywords.has(part.name) &&
    wanted.some(({ kind }) => kind === 'value' || kind === 'metric');
  const names = [...new Set(wanted.flatMap(parameterNames))];
  return new Rejection(
    node?.offset ?? call.offset,
    `argument ${place + 1} of ${name} is ${given}`,
    names.join(' or ') + (isUnknownWord ? '; ids begin with a lower-case letter' : ''),
  );
}

function parameterNames(parameter: Parameter): readonly string[] {
  switch (parameter.kind) {
    case 'value':
      return parameter.of.map((kind) => kindNames[kind]);
    case 'keyword':
      return parameter.names;
    case 'metric':
      return ['the id of a metric'];
    case 'text':
      return ['a quoted string'];
    case 'texts':
      return ['a list of strings'];
    case 'literal':
    default:
      return ['a string, a number or a boolean'];
  }
}
