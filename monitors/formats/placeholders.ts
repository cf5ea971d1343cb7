import { literally } from '../../core/literally.ts';
import type { DefinitionSet } from '../definitions/definition.ts';
import { assumed } from './source/options.ts';

/** What stands for a value that is not known: its name, such as `ClusterName` or `AWS::AccountId`. */
export interface Placeholder {
  readonly of: string;
}

/** A text in parts that are as they stand, and values that are not known. */
export type Parts = readonly (string | Placeholder)[];

/** The placeholders that texts of a set may hold; an account that is only assumed is one, too. */
export interface Placeholders {
  readonly partsOf: (text: string) => Parts;
  /** An identifier for each name that `partsOf` has given, of letters and digits, and `separator` between them. */
  readonly identifier: (name: string) => string;
  /** Names that have got an identifier, in order. */
  readonly used: () => readonly string[];
}

export function placeholdersOf(
  { environment, placeholders = [] }: DefinitionSet,
  separator: string,
  reserved: ReadonlySet<string> = new Set(),
): Placeholders {
  const names = new Map<string, string>();
  for (const text of placeholders) {
    names.set(text, text.slice(2, -1));
    // A text of JSON may hold it.
    names.set(JSON.stringify(text).slice(1, -1), text.slice(2, -1));
  }
  if (environment.accountId === assumed.accountId) names.set(assumed.accountId, 'AWS::AccountId');
  const longestFirst = [...names.keys()].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(`(${longestFirst.map(literally).join('|')})`);
  const identifiers = new Map<string, string>();
  return {
    partsOf: (text) =>
      names.size === 0
        ? [text]
        : text
            .split(any)
            .filter((part) => part !== '')
            .map((part) => {
              const of = names.get(part);
              return of === undefined ? part : { of };
            }),
    identifier: (name) => {
      const known = identifiers.get(name);
      if (known !== undefined) return known;
      const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
      const base = words
        .map((word) =>
          separator === '' ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word,
        )
        .join(separator)
        .replace(/^(?=\d)/, 'P');
      const taken = new Set([...identifiers.values(), ...reserved]);
      let identifier = base;
      for (let count = 2; taken.has(identifier); count += 1)
        identifier = `${base}${separator}${count}`;
      identifiers.set(name, identifier);
      return identifier;
    },
    used: () => [...identifiers.keys()],
  };
}
