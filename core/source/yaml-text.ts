import { type Document, isCollection, isMap, isNode, isPair, isScalar } from 'yaml';
import type { TextError } from './text-error.ts';

type Path = readonly PropertyKey[];

/** What YAML itself says against a text. */
export function yamlMistakes(text: string, { errors }: Document): TextError[] {
  return errors.map(({ pos: [offset], message }) => ({
    text,
    offset: Math.min(offset, text.length),
    problem: message.replace(/[.:]?\s*$/, ''),
    expected: 'YAML',
  }));
}

/** Where a value stands; of one that is not there, where the map or list begins that lacks it. */
export function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(
          (one) => isPair(one) && isScalar(one.key) && String(one.key.value) === key,
        )
      : undefined;
    const child = isCollection(parent) ? parent.get(key, true) : undefined;
    const node = part === 'key' && length === path.length ? pair?.key : (child ?? pair?.key);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

/** What stands at a path; undefined where nothing of its own does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? Object.getOwnPropertyDescriptor(at, key)?.value
        : undefined,
    value,
  );
}

/** A value as one names it in a sentence: `missing`, `a list`, `"5 s"`. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? 'a map' : JSON.stringify(value);
}
