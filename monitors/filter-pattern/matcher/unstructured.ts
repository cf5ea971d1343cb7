import type { Term, UnstructuredPattern } from '../ast.ts';
import type { LineTest } from './line-test.ts';

/** The terms that count: beside any other term, AWS ignores the optional ones without a word. */
export function countedTerms(pattern: UnstructuredPattern): readonly Term[] {
  const others = pattern.terms.filter((term) => term.mode !== 'optional');
  return others.length > 0 ? others : pattern.terms;
}

/** Whether a term is found in a line; a single space, like nothing at all, is found everywhere. */
export function holdsTerm(line: string, term: Term): boolean {
  return term.text === ' ' || line.includes(term.text);
}

export function compileUnstructured(pattern: UnstructuredPattern): LineTest {
  const terms = countedTerms(pattern);
  if (terms.some((term) => term.mode === 'optional'))
    return (line) => terms.some((term) => holdsTerm(line, term));
  return (line) => terms.every((term) => holdsTerm(line, term) === (term.mode === 'include'));
}
