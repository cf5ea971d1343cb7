import { evaluateFormula, type Formula } from './formula.ts';

/** A formula by its truth table. */
export interface LiteralTable {
  /** In UTF-8, none of them empty. */
  readonly literals: readonly Uint8Array[];
  /** Bit n is the formula's value where just those literals are held whose bits are set in n. */
  readonly truthTable: number;
  /** Literals, a bit each, without which the formula never holds. */
  readonly required: number;
}

/** As many literals as 32 bits can tell of, and bytes of each. */
export const mostLiterals = 5;
export const longestLiteral = 256;

/** Undefined when there are too many literals, or one is empty or too long. */
export function literalTableOf(formula: Formula): LiteralTable | undefined {
  const texts = [...new Set(literalsIn(formula))];
  const literals = texts.map((text) => new TextEncoder().encode(text));
  if (literals.length > mostLiterals) return undefined;
  if (literals.some(({ length }) => length === 0 || length > longestLiteral)) return undefined;
  let truthTable = 0;
  let required = 2 ** texts.length - 1;
  for (let held = 0; held < 2 ** texts.length; held += 1) {
    const holds = (literal: string): boolean => ((held >> texts.indexOf(literal)) & 1) === 1;
    if (!evaluateFormula(formula, holds)) continue;
    truthTable |= 1 << held;
    required &= held;
  }
  return { literals, truthTable: truthTable >>> 0, required };
}

function literalsIn(formula: Formula): readonly string[] {
  if (formula.kind === 'holds') return [formula.literal];
  return formula.kind === 'not'
    ? literalsIn(formula.operand)
    : formula.operands.flatMap(literalsIn);
}
