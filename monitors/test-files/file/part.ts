import { isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { nearest } from '../../../core/nearest.ts';
import type { Location } from '../../../core/source/location.ts';
import type { TextError } from '../../../core/source/text-error.ts';
import { type Part, placeAt, refusal } from './source.ts';

/** Refuses a part of the file: a sentence without its full stop, and what continues "Expected ...". */
export function refuse(part: Part, problem: string, expected: string, offset = 0): Error {
  return refusal(part.source, beginOf(part, offset), problem, expected);
}

/** Refuses a part whose text is wrong inside, at the very place where the file allows to tell it. */
export function refuseText(part: Part, error: TextError): Error {
  return refuse(part, error.problem, error.expected, error.offset);
}

export function locationOf(part: Part): Location {
  return { file: part.source.file, ...placeAt(part.source, beginOf(part, 0)) };
}

/** The text of a scalar. */
export function textOf(part: Part, expected = 'a string'): string {
  const node = target(part);
  if (!isScalar(node) || typeof node.value !== 'string')
    throw refuse(part, `This is ${kindOf(node)}`, expected);
  if (node.value.trim() === '') throw refuse(part, 'This is empty', expected);
  return node.value;
}

export function isText(part: Part): boolean {
  return isScalar(target(part));
}

/** The items of a list. */
export function itemsOf(part: Part, expected = 'a list'): Part[] {
  const node = target(part);
  if (!isSeq(node)) throw refuse(part, `This is ${kindOf(node)}`, expected);
  return node.items.map((item) => at(part, item));
}

export function isList(part: Part): boolean {
  return isSeq(target(part));
}

export interface Entry {
  readonly key: string;
  readonly keyPart: Part;
  readonly value: Part;
}

/** Keys and values of a mapping, in the file's order. */
export function entriesOf(part: Part, expected = 'a mapping'): Entry[] {
  const node = target(part);
  if (!isMap(node)) throw refuse(part, `This is ${kindOf(node)}`, expected);
  return node.items.map((pair) => {
    const keyPart = at(part, pair.key);
    const value = isNode(pair.value) ? at(part, pair.value) : keyPart;
    const key = textOf(keyPart, 'a key');
    if (!isNode(pair.value)) throw refuse(keyPart, `"${key}" has no value`, 'a value');
    return { key, keyPart, value };
  });
}

/** The values of a mapping that has no keys but `known`. */
export function fieldsOf<K extends string>(
  part: Part,
  known: readonly K[],
): Partial<Readonly<Record<K, Part>>> {
  const fields: Partial<Record<K, Part>> = {};
  const list = known.join(', ');
  for (const { key, keyPart, value } of entriesOf(part, `a mapping with ${list}`)) {
    const name = known.find((candidate) => candidate === key);
    if (name === undefined) {
      const meant = nearest(key, known);
      const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`;
      throw refuse(keyPart, `"${key}" is not a key here${hint}`, `one of ${list}`);
    }
    fields[name] = value;
  }
  return fields;
}

/** The value of a key that must be there. */
export function required(whole: Part, field: Part | undefined, key: string, what: string): Part {
  if (field === undefined) throw refuse(whole, `"${key}" is missing`, `${key}: ${what}`);
  return field;
}

/** One of some words. */
export function choiceOf<T extends string>(part: Part, choices: readonly T[]): T {
  const expected = `one of ${choices.join(', ')}`;
  const text = textOf(part, expected);
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw refuse(part, `"${text}" is not one of these`, expected);
  return choice;
}

function at(parent: Part, node: unknown): Part {
  return isNode(node) ? { ...parent, node } : parent;
}

function target(part: Part): Node {
  const { node } = part;
  if (!isAlias(node)) return node;
  const found = part.resolve(node);
  if (found === undefined)
    throw refuse(part, `There is no &${node.source} above`, 'the name of an anchor');
  return found;
}

function kindOf(node: Node): string {
  if (isMap(node)) return 'a mapping';
  return isSeq(node) ? 'a list' : 'a string';
}

/** Where a part begins in the file; an offset into its text counts only where the file shows that text as it is. */
function beginOf(part: Part, offset: number): number {
  const { node, source } = part;
  const [from = 0] = node.range ?? [];
  if (!isScalar(node) || typeof node.value !== 'string') return from;
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
  const shown = source.text.startsWith(node.value, from + quoted);
  return shown ? from + (offset === 0 ? 0 : quoted + offset) : from;
}
