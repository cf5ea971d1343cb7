import known from './undocumented.json' with { type: 'json' };

/**
 * What AWS's documentation leaves open, and the choice made here. A result that rests on one of these carries its code,
 * so that nobody takes a choice for a fact.
 */
export const undocumented = known;

export type UndocumentedCode = keyof typeof undocumented;

/** Collects the choices that a result rests on; matching passes none, because collecting costs time. */
export type Notes = Set<UndocumentedCode>;
