/** Where something stands in a body: `['updates', 0, 'from']`. */
export type Place = readonly (string | number)[];

/** Every place of a body, the whole first. */
export function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [place, ...entries.flatMap(([key, inner]) => placesOf(inner, [...place, key]))];
}

export function at(value: unknown, place: Place): unknown {
  let found = value;
  for (const key of place)
    found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return found;
}

/** A copy of a body with something else at a place; undefined takes it away. */
export function withAt(value: unknown, place: Place, wrong: unknown): unknown {
  const [last, ...before] = [...place].toReversed();
  if (last === undefined) return wrong;
  const copy: unknown = structuredClone(value);
  const around = at(copy, before.toReversed());
  if (typeof around !== 'object' || around === null)
    throw new Error(`nothing at ${place.join('.')}`);
  if (wrong === undefined) Reflect.deleteProperty(around, last);
  else Reflect.set(around, last, wrong);
  return copy;
}

const samples = [null, true, 'x'.repeat(5000), '1', -1.5, 1e300, [], [[]], {}, '\u0000'] as const;

/** Values that are of another type than one, and text that no field takes; none of them may get in. */
export function wrongFor(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return samples.filter((each) => each !== '1');
  if (typeof value === 'boolean') return samples.filter((each) => each !== true);
  if (Array.isArray(value)) return samples.filter((each) => !Array.isArray(each));
  if (typeof value === 'object')
    return samples.filter(
      (each) => each === null || typeof each !== 'object' || Array.isArray(each),
    );
  return samples;
}
