import type {
  Condition,
  DelimitedPattern,
  FieldComparison,
  FilterPattern,
  UnstructuredPattern,
} from '../syntax/ast.ts';
import { isJoined } from '../syntax/conditions.ts';
import type { Regex } from '../syntax/regex-ast.ts';
import { literalsOf } from '../regex/literals.ts';
import { countedTerms } from '../syntax/terms.ts';
import { anchorsOf, bestAnchors, evaluateFormula, type Formula } from './formula.ts';

/** How a buffer of lines is searched for a pattern. */
export interface BulkPlan {
  /** Every matching line holds one of these texts: lines without them are never looked at. */
  readonly anchors: readonly string[] | undefined;
  /** The whole pattern, when bytes are enough to decide it; otherwise the line is made a string and tried. */
  readonly formula: Formula | undefined;
}

/** A plan that gives the same answer as trying line by line; patterns that need more than literals get a partial one. */
export function bulkPlanOf(pattern: FilterPattern): BulkPlan {
  const formula = formulaOf(pattern);
  if (formula !== undefined) return { anchors: anchorsOf(formula), formula };
  if (pattern.dialect === 'regex') return { anchors: regexAnchors(pattern.regex), formula };
  return { anchors: pattern.dialect === 'delimited' ? slotAnchors(pattern) : undefined, formula };
}

function formulaOf(pattern: FilterPattern): Formula | undefined {
  if (pattern.dialect === 'unstructured') return unstructuredFormula(pattern);
  if (pattern.dialect === 'delimited') return singleFieldFormula(pattern);
  return undefined;
}

function unstructuredFormula(pattern: UnstructuredPattern): Formula | undefined {
  const terms = countedTerms(pattern);
  if (terms.some((term) => term.text.trim() === '' || !isExactInBytes(term.text))) return undefined;
  const operands = terms.map((term): Formula => {
    const holds: Formula = { kind: 'holds', literal: term.text };
    return term.mode === 'exclude' ? { kind: 'not', operand: holds } : holds;
  });
  return { kind: terms.some((term) => term.mode === 'optional') ? 'any' : 'all', operands };
}

/**
 * `[(w1="*A*") && (w1!="*B*")]`: one field is the whole line. A line of blanks has no field and never matches, so the
 * formula stands for the pattern only if it refuses a line that holds nothing.
 */
function singleFieldFormula(pattern: DelimitedPattern): Formula | undefined {
  const [slot, ...others] = pattern.slots;
  if (slot?.kind !== 'field' || slot.condition === undefined || others.length > 0) return undefined;
  const formula = conditionFormula(slot.condition);
  return formula === undefined || evaluateFormula(formula, () => false) ? undefined : formula;
}

function conditionFormula(condition: Condition<FieldComparison>): Formula | undefined {
  if (!isJoined(condition)) return comparisonFormula(condition);
  const operands = condition.operands.map(conditionFormula);
  if (!operands.every((operand) => operand !== undefined)) return undefined;
  return { kind: condition.kind === 'and' ? 'all' : 'any', operands };
}

function comparisonFormula({ operator, value }: FieldComparison): Formula | undefined {
  if (value.kind !== 'text') return undefined;
  const literal = /^\*([^*]+)\*$/s.exec(value.text)?.[1];
  // A field loses its delimiters and the blanks around it, so a literal that reaches into those is not safe.
  if (literal === undefined || /["[\]]|^\s|\s$/.test(literal) || !isExactInBytes(literal))
    return undefined;
  const holds: Formula = { kind: 'holds', literal };
  return operator === '!=' ? { kind: 'not', operand: holds } : holds;
}

/** The anchors of the most telling slot. */
function slotAnchors(pattern: DelimitedPattern): readonly string[] | undefined {
  return bestAnchors(
    pattern.slots.map((slot) =>
      slot.kind === 'field' && slot.condition !== undefined
        ? conditionAnchors(slot.condition)
        : undefined,
    ),
  );
}

function conditionAnchors(condition: Condition<FieldComparison>): readonly string[] | undefined {
  if (isJoined(condition)) {
    const sets = condition.operands.map(conditionAnchors);
    if (condition.kind === 'and') return bestAnchors(sets);
    return sets.every((set) => set !== undefined) ? sets.flat() : undefined;
  }
  const { operator, value } = condition;
  if (operator !== '=' || value.kind === 'number') return undefined;
  if (value.kind === 'regex') return regexAnchors(value.regex);
  const pieces = value.text.split('*').filter((piece) => piece !== '' && isExactInBytes(piece));
  return bestAnchors(pieces.map((piece) => [piece]));
}

function regexAnchors(regex: Regex): readonly string[] | undefined {
  const literals = literalsOf(regex);
  return literals?.every(isExactInBytes) === true ? literals : undefined;
}

/**
 * Whether searching the text's UTF-8 bytes is the same as searching the text: not with a line feed, which ends a line,
 * nor with a lone surrogate or a replacement character, which stand for bytes that differ.
 */
function isExactInBytes(text: string): boolean {
  return text.isWellFormed() && !/[\n\uFFFD]/.test(text);
}
