import type { Regex, RegexItem } from '../syntax/regex-ast.ts';

/**
 * For each alternative the longest literal that every text it is found in holds: a run of single characters, each once.
 * Undefined when an alternative has none, so that the literals cannot stand for the whole regular expression.
 */
export function literalsOf(regex: Regex): readonly string[] | undefined {
  const literals = regex.alternatives.map(longestRun);
  return literals.every((literal) => literal !== '') ? literals : undefined;
}

function longestRun(items: readonly RegexItem[]): string {
  let best = '';
  let run = '';
  for (const item of items) {
    const char = singleCharacter(item);
    run = char === undefined ? '' : run + char;
    if (run.length > best.length) best = run;
  }
  return best;
}

/** The one ASCII character that an item stands for. */
function singleCharacter(item: RegexItem): string | undefined {
  if (item.kind !== 'symbols' || item.min !== 1 || item.max !== 1) return undefined;
  const code = item.set.indexOf(1);
  return code >= 0 && code < 128 && code === item.set.lastIndexOf(1)
    ? String.fromCharCode(code)
    : undefined;
}
