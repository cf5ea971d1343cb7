import { isFields } from '../../source/record.ts';

/** An entry of a map, and the keys at which it is written. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** The items that a loop runs over; undefined where they are not known. */
export type ItemsOf = (collection: unknown, loop: string) => readonly string[] | undefined;

const loop = 'Fn::ForEach::';

/**
 * The entries of a map with each `Fn::ForEach` written out, here and further inside. One over items that are not known
 * stays as it is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function entriesOf(map: object, itemsOf: ItemsOf): readonly Entry[] {
  return Object.entries(map).flatMap(([key, value]): readonly Entry[] => {
    const plain = { key, value: unrolled(value, itemsOf), path: [key] };
    if (!key.startsWith(loop) || !Array.isArray(value)) return [plain];
    const [identifier, collection, body] = value.map((part): unknown => part);
    const items = itemsOf(collection, key);
    if (items === undefined || !isFields(body)) return [plain];
    return items.flatMap((item) =>
      Object.entries(body).flatMap(([name, inner]) =>
        entriesOf(
          { [replaced(name, String(identifier), item)]: filled(inner, String(identifier), item) },
          itemsOf,
        ).map((entry) => ({ ...entry, path: [key, 2, name, ...entry.path.slice(1)] })),
      ),
    );
  });
}

/** A value with all loops in it written out. */
export function unrolled(value: unknown, itemsOf: ItemsOf): unknown {
  if (Array.isArray(value)) return value.map((item) => unrolled(item, itemsOf));
  if (!isFields(value)) return value;
  return Object.fromEntries(entriesOf(value, itemsOf).map(({ key, value: inner }) => [key, inner]));
}

/** What a loop repeats, for one item: `Ref` to the identifier, and `${Identifier}` in texts and keys. */
function filled(value: unknown, identifier: string, item: string): unknown {
  if (typeof value === 'string') return replaced(value, identifier, item);
  if (Array.isArray(value)) return value.map((inner) => filled(inner, identifier, item));
  if (!isFields(value)) return value;
  if (value['Ref'] === identifier) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      replaced(key, identifier, item),
      filled(inner, identifier, item),
    ]),
  );
}

/** `&{Identifier}` gives the letters and digits of an item, as a logical id needs them. */
function replaced(text: string, identifier: string, item: string): string {
  return text
    .replaceAll(`\${${identifier}}`, () => item)
    .replaceAll(`&{${identifier}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ''));
}
