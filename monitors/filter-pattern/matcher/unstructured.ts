import type { Term, UnstructuredPattern } from '../syntax/ast.ts';
import { countedTerms } from '../syntax/terms.ts';
import type { LineTest } from './line-test.ts';

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
