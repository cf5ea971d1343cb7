import type { Document, Node, Scalar } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { reasonOf } from '../../../../core/errors.ts';
import { jsonFailure } from '../../source/json-failure.ts';
import { fieldsOf } from '../../source/record.ts';
import { refusal } from '../../source/refuse.ts';
import { isShortTag, longForm } from './functions.ts';

/** A template as values, all calls in the long form, and where each value stands. */
export interface TemplateSource {
  readonly text: string;
  readonly path: string;
  readonly root: unknown;
  /** Offset of the value at these keys, or of the innermost that is there. */
  readonly offsetAt: (keys: readonly (string | number)[]) => number;
  /** Offset of the key itself. */
  readonly offsetOfKey: (keys: readonly (string | number)[]) => number;
}

const aTemplate = 'a CloudFormation template in YAML or JSON';

/** @throws bad-text with the place where the text is no YAML (of which JSON is a part) */
export function parseTemplate(
  text: string,
  path: string,
  expected: string = aTemplate,
): TemplateSource {
  const document = parsed(text, path, expected);
  const [error] = document.errors;
  // A text that begins like JSON is JSON to AWS, although YAML would allow more: a comma too many, a comment.
  const failure = /^\s*(?:\{|\/[/*])/.test(text) ? jsonFailure(text) : undefined;
  if (failure !== undefined) throw refusal({ text, path, ...failure, expected }, error);
  if (error !== undefined)
    throw refusal(
      { text, path, offset: error.pos[0], problem: sentence(error.message), expected },
      error,
    );
  const read = (node: Node | null): unknown =>
    valueOf(node, { document, text, path, seen: new Map(), open: new Set() });
  return {
    text,
    path,
    root: read(document.contents),
    offsetAt: (keys) => offsetAt(document, keys),
    offsetOfKey: (keys) => offsetOfKey(document, keys),
  };
}

function parsed(text: string, path: string, expected: string): Document.Parsed {
  try {
    // 1.2, although CloudFormation reads 1.1: only there is `Version: 2012-10-17` a date, which AWS takes as a string.
    return parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    // The parser goes one call deeper for each level.
    throw refusal(
      { text, path, offset: 0, problem: `it cannot be read: ${reasonOf(error)}`, expected },
      error,
    );
  }
}

/** What the YAML parser says, in one line and without a full stop. */
function sentence(message: string): string {
  if (/call stack/i.test(message)) return 'it is nested too deeply';
  if (/multiple documents/i.test(message)) return 'it holds several documents';
  return message.split('\n')[0]?.replace(/[.:]$/, '') ?? message;
}

interface Reading {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly path: string;
  /** Values of anchors, which aliases share: written out again and again they could fill the memory. */
  readonly seen: Map<Node, unknown>;
  /** Nodes that are being read: an alias within its own anchor has no end. */
  readonly open: Set<Node>;
}

function valueOf(node: Node | null, reading: Reading): unknown {
  if (node === null) return undefined;
  // Only what has an anchor is read more than once.
  if (isAlias(node) || node.anchor === undefined) return taggedValue(node, reading);
  if (reading.seen.has(node)) return reading.seen.get(node);
  if (reading.open.has(node))
    throw refusal({
      ...reading,
      offset: node.range?.[0] ?? 0,
      problem: 'an alias refers to a node that contains it',
      expected: aTemplate,
    });
  reading.open.add(node);
  const value = taggedValue(node, reading);
  reading.open.delete(node);
  reading.seen.set(node, value);
  return value;
}

function taggedValue(node: Node, reading: Reading): unknown {
  const plain = plainValue(node, reading);
  const tag = isAlias(node) ? undefined : node.tag;
  return tag?.startsWith('!') === true ? call(tag, plain, node, reading) : plain;
}

function plainValue(node: Node, reading: Reading): unknown {
  if (isAlias(node)) return valueOf(node.resolve(reading.document) ?? null, reading);
  if (isSeq<Node>(node)) return node.items.map((item) => valueOf(item, reading));
  if (isMap<Node, Node | null>(node))
    return withMerged(
      node.items.map(({ key, value }) => [keyOf(key, reading), valueOf(value, reading)]),
    );
  return isScalar(node) ? scalarValue(node) : undefined;
}

/** The text of a key, also where a value would be a number or a boolean. */
function keyOf(key: Node, reading: Reading): string {
  if (!isScalar(key)) return String(valueOf(key, reading));
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** An object of entries, with those of others that `<<` names where it has none itself: https://yaml.org/type/merge.html */
function withMerged(entries: readonly (readonly [string, unknown])[]): object {
  if (!entries.some(([key]) => key === '<<')) return Object.fromEntries(entries);
  const merged = entries
    .filter(([key]) => key === '<<')
    .flatMap(([, value]) => (Array.isArray(value) ? value.toReversed() : [value]))
    .flatMap((value) => Object.entries(fieldsOf(value)));
  return Object.fromEntries([...merged, ...entries.filter(([key]) => key !== '<<')]);
}

/** Words that are booleans in YAML 1.1, which CloudFormation reads. */
const booleans = new Map(Object.entries({ yes: true, on: true, no: false, off: false }));

/** An account id such as 012345678901 is read as a number, and would lose its zero. */
function scalarValue({ value, source = '', type, tag }: Scalar): unknown {
  if (value === null) return undefined;
  if (typeof value === 'number' && /^[-+]?0\d/.test(source)) return source;
  return (
    (type === 'PLAIN' && tag === undefined ? booleans.get(source.toLowerCase()) : undefined) ??
    value
  );
}

function call(tag: string, argument: unknown, node: Node, { text, path }: Reading): object {
  if (isShortTag(tag)) return longForm(tag, argument);
  throw refusal({
    text,
    path,
    offset: text.lastIndexOf(tag, node.range?.[0] ?? 0),
    problem: `"${tag}" is not a CloudFormation function`,
    expected: '!Ref, !Sub, !GetAtt, !Join, !If or another of its functions',
  });
}

function offsetAt(document: Document.Parsed, keys: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const key of keys) {
    const resolved = isAlias(node) ? node.resolve(document) : node;
    if (!isMap(resolved) && !isSeq(resolved)) break;
    node = resolved.get(key, true);
    if (node === undefined) break;
    offset = startOf(node) ?? offset;
  }
  return offset ?? 0;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)
    ? node.range?.[0]
    : undefined;
}

function offsetOfKey(document: Document.Parsed, keys: readonly (string | number)[]): number {
  const map: unknown = document.getIn(keys.slice(0, -1), true);
  const pair = isMap(map)
    ? map.items.find(({ key }) => isScalar(key) && key.value === keys.at(-1))
    : undefined;
  return startOf(pair?.key) ?? offsetAt(document, keys);
}
