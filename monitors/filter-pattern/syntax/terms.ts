import type { Term, UnstructuredPattern } from './ast.ts';

/** The terms that count: beside any other term, AWS ignores the optional ones without a word. */
export function countedTerms(pattern: UnstructuredPattern): readonly Term[] {
  const others = pattern.terms.filter((term) => term.mode !== 'optional');
  return others.length > 0 ? others : pattern.terms;
}
