import type { Fields } from './source/record.ts';
import { isFields } from './source/record.ts';

/** `Cpu: KmsMasterKeyId and RoleArn are left out: definitions have no such property`; nothing for no properties. */
export function leftOutNote(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const list = new Intl.ListFormat('en').format(names.toSorted());
  return `${list} ${names.length === 1 ? 'is' : 'are'} left out: definitions have no such property`;
}

/** Properties of a resource, and of the items of its `lists`, that are not among those that are known. */
export function unknownProperties(
  properties: Fields,
  known: ReadonlySet<string>,
  lists: Readonly<Record<string, ReadonlySet<string>>> = {},
): readonly string[] {
  const own = Object.keys(properties).filter((name) => !known.has(name));
  const inner = Object.entries(lists).flatMap(([name, knownInside]) => {
    const items = properties[name];
    return (Array.isArray(items) ? items.filter(isFields) : [])
      .flatMap((item) => Object.keys(item))
      .filter((key) => !knownInside.has(key))
      .map((key) => `${name}.${key}`);
  });
  return [...new Set([...own, ...inner])];
}
