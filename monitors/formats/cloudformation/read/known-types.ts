import known from './known-types.json' with { type: 'json' };

/** The property that holds a resource's own name, where its `Ref` is that name or follows from it. */
export const nameProperties: ReadonlyMap<string, string> = new Map(
  Object.entries(known.properties),
);

/** Attributes, by type and name, that are a property under another name. */
export const nameAttributes: ReadonlyMap<string, string> = new Map(
  Object.entries(known.attributes),
);
