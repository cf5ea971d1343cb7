/** The filter pattern language alone: `bilancia/monitors/filter-pattern`. Needs no other package. */
export type * from './syntax/ast.ts';
export { limits } from './syntax/limits.ts';
export { undocumented, type UndocumentedCode } from './syntax/undocumented.ts';
export { parseFilterPattern, type ParseResult } from './parser/parse.ts';
export type { PatternError } from './syntax/pattern-error.ts';
export { renderPatternError, type PatternOrigin } from './parser/render.ts';
export { compileFilterPattern, type CompiledFilterPattern } from './matcher/compile.ts';
export { match, type Match, type UndocumentedChoice } from './matcher/match.ts';
export { explain } from './matcher/explain.ts';
export { extract } from './matcher/extract.ts';
export { countMatches, matchingLines, matchingRanges, type LineRange } from './bulk/lines.ts';
