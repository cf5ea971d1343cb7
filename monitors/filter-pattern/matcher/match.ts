import { undocumented, type UndocumentedCode } from '../syntax/undocumented.ts';
import type { CompiledFilterPattern } from './compile.ts';
import { extractNoting } from './extract.ts';

/** A choice that a result rests on because AWS's documentation is silent. */
export interface UndocumentedChoice {
  readonly code: UndocumentedCode;
  /** The choice, in a sentence. */
  readonly choice: string;
}

export interface Match {
  readonly matched: boolean;
  /** As in TestMetricFilter: `{}` for patterns that name no fields, and for lines that do not match. */
  readonly extractedValues: Readonly<Record<string, string>>;
  /** Empty when the documentation alone decides. */
  readonly undocumented: readonly UndocumentedChoice[];
}

/**
 * Tries a pattern on one line and tells everything about it.
 *
 * @example
 *   match(compileFilterPattern('[level = CRITICAL, message]'), 'CRITICAL out of memory')
 *   // { matched: true, extractedValues: { $level: 'CRITICAL', $message: 'out of memory' },
 *   //   undocumented: [{ code: 'rest-of-line', choice: '...' }] }
 */
export function match(filter: CompiledFilterPattern, line: string): Match {
  const notes = new Set<UndocumentedCode>(filter.pattern.undocumented);
  const matched = filter.matchesNoting(line, notes);
  const extractedValues = matched ? extractNoting(filter, line, notes) : {};
  return {
    matched,
    extractedValues,
    undocumented: [...notes].map((code) => ({ code, choice: undocumented[code] })),
  };
}
