/** A line filter that asks only which literal texts a line holds. */
export type Formula =
  | { readonly kind: 'holds'; readonly literal: string }
  | { readonly kind: 'not'; readonly operand: Formula }
  | { readonly kind: 'all' | 'any'; readonly operands: readonly Formula[] };

/** Works a formula out. */
export function evaluateFormula(formula: Formula, holds: (literal: string) => boolean): boolean {
  if (formula.kind === 'holds') return holds(formula.literal);
  if (formula.kind === 'not') return !evaluateFormula(formula.operand, holds);
  const value = (operand: Formula) => evaluateFormula(operand, holds);
  return formula.kind === 'all' ? formula.operands.every(value) : formula.operands.some(value);
}

/**
 * Literals of which every line that satisfies the formula holds at least one: the smallest such set, and of several the
 * one whose shortest literal is longest, because long literals are found fastest. Undefined when there is none.
 */
export function anchorsOf(formula: Formula): readonly string[] | undefined {
  if (formula.kind === 'holds') return [formula.literal];
  if (formula.kind === 'not') return undefined;
  const anchors = formula.operands.map(anchorsOf);
  if (formula.kind === 'all') return bestAnchors(anchors);
  return anchors.every((set) => set !== undefined) ? [...new Set(anchors.flat())] : undefined;
}

/** The best of the sets that are there. */
export function bestAnchors(
  sets: readonly (readonly string[] | undefined)[],
): readonly string[] | undefined {
  return sets
    .filter((set) => set !== undefined)
    .toSorted((a, b) => a.length - b.length || shortest(b) - shortest(a))[0];
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map((literal) => literal.length));
}
