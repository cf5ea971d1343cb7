import known from './undocumented.json' with { type: 'json' };

/**
 * What AWS's description of metric math leaves open, and the choice made here. `expressionFacts` names the codes that an
 * expression rests on, so that nobody takes a choice for a fact.
 */
export const undocumentedMath = known;

export type UndocumentedMathCode = keyof typeof undocumentedMath;
