/** A value of a JSON document set to another of its type. */
export interface Change {
  /** `phases.0.endedAt = "…"`, for the name of a test. */
  readonly said: string;
  /** The document with it. */
  readonly changed: unknown;
}

/** Every change of one value in a document: other numbers, texts, times, truths; lists and objects emptied. */
export function otherValues(value: unknown, path = ''): Change[] {
  const here = othersOf(value).map((other) => ({
    said: `${path} = ${JSON.stringify(other)}`,
    changed: other,
  }));
  if (typeof value !== 'object' || value === null) return here;
  const within = Object.entries(value).flatMap(([key, of]) =>
    otherValues(of, path === '' ? key : `${path}.${key}`).map(({ said, changed }) => ({
      said,
      changed: Array.isArray(value)
        ? value.with(Number(key), changed)
        : { ...value, [key]: changed },
    })),
  );
  return [...here, ...within];
}

function othersOf(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [0, value * 2, Math.floor(value / 2)];
  if (Array.isArray(value)) return [[], value.slice(1), value.slice(0, -1)];
  if (typeof value === 'object' && value !== null) return [{}];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-\d\d-\d\dT/.test(value))
    return [-1e9, -20_000, 20_000, 1e12].map((ms) =>
      new Date(Date.parse(value) + ms).toISOString(),
    );
  return ['', 'completed', 'foreign', 'ramp'];
}
