import type { Regex } from '../syntax/regex-ast.ts';
import { searchFor } from '../regex/search.ts';
import { anySymbol } from '../regex/symbols.ts';
import type { LineTest } from './line-test.ts';

/** Compiles a regular expression to a search that notes where the answer depends on what line breaks mean to it. */
export function regexTest(regex: Regex): LineTest {
  const search = searchFor(regex);
  if (!mindsLineBreaks(regex)) return search;
  return (text, notes) => {
    if (notes !== undefined && text.includes('\n')) notes.add('multi-line-event');
    return search(text);
  };
}

function mindsLineBreaks(regex: Regex): boolean {
  return regex.alternatives
    .flat()
    .some((item) => item.kind !== 'symbols' || item.set === anySymbol);
}
