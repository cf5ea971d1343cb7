/** Plain data, as JSON knows it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** One thing that is not the same before and after. A side that has nothing is left out. */
export interface Difference {
  /** `Threshold`, `Metrics[m1].Expression`, `Tags.team`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * A value as JSON in one form: keys sorted, nothing undefined, times as ISO 8601. Two values that AWS would take for the
 * same have the same form.
 */
export function normal(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(normal);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, normal(inner)]),
  );
}

/** The text of the one form: equal texts, equal values. */
export function normalText(value: unknown): string {
  return JSON.stringify(normal(value));
}

/** What differs, field by field, sorted by path. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  return compare('', normal(before), normal(after));
}

function compare(path: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (before === undefined || after === undefined) {
    return [
      {
        path,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ];
  }
  const [was, is] = [childrenOf(before), childrenOf(after)];
  if (was === undefined || is === undefined || was.shape !== is.shape) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const keys = new Set([...was.children.keys(), ...is.children.keys()]);
  return [...keys]
    .toSorted()
    .flatMap((key) =>
      compare(join(path, key, was.shape), was.children.get(key), is.children.get(key)).filter(
        (difference) => difference.before !== undefined || difference.after !== undefined,
      ),
    );
}

interface Children {
  readonly shape: 'object' | 'list';
  readonly children: ReadonlyMap<string, Json>;
}

/** Parts that can be compared one by one: of objects, and of lists whose members have a name. */
function childrenOf(value: Json): Children | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!isList(value)) return { shape: 'object', children: new Map(Object.entries(value)) };
  const names = value.map(memberName);
  const known = names.filter((name) => name !== undefined);
  if (known.length === 0 || new Set(known).size !== value.length) return undefined;
  return { shape: 'list', children: new Map(value.map((member, at) => [names[at] ?? '', member])) };
}

/** What AWS's lists call their members by. */
function memberName(member: Json): string | undefined {
  if (member === null || typeof member !== 'object' || isList(member)) return undefined;
  const name = member['Id'] ?? member['Name'];
  return typeof name === 'string' ? name : undefined;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function join(path: string, key: string, shape: Children['shape']): string {
  if (shape === 'list') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
