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

/** A literal that every line which satisfies the formula holds, the longest there is; undefined when there is none. */
export function requiredLiteral(formula: Formula): string | undefined {
  if (formula.kind === 'holds') return formula.literal;
  if (formula.kind === 'not') return undefined;
  const literals = formula.operands.map(requiredLiteral);
  if (formula.kind === 'all') return longest(literals);
  return literals.every((literal) => literal === literals[0]) ? literals[0] : undefined;
}

/** The longest of the literals that are there. */
export function longest(literals: readonly (string | undefined)[]): string | undefined {
  return literals
    .filter((literal) => literal !== undefined)
    .reduce<string | undefined>(
      (best, next) => (next.length > (best?.length ?? 0) ? next : best),
      undefined,
    );
}
