export type * from './filter-pattern/ast.ts';
export { limits } from './filter-pattern/limits.ts';
export { undocumented, type UndocumentedCode } from './filter-pattern/undocumented.ts';
export { parseFilterPattern, type ParseResult } from './filter-pattern/parser/parse.ts';
export type { PatternError } from './filter-pattern/parser/rejection.ts';
export { renderPatternError, type PatternOrigin } from './filter-pattern/parser/render.ts';
export {
  compileFilterPattern,
  type CompiledFilterPattern,
} from './filter-pattern/matcher/compile.ts';
export { match, type Match, type UndocumentedChoice } from './filter-pattern/matcher/match.ts';
export { explain } from './filter-pattern/matcher/explain.ts';
export { extract } from './filter-pattern/matcher/extract.ts';
export {
  countMatches,
  matchingLines,
  matchingRanges,
  type LineRange,
} from './filter-pattern/bulk/lines.ts';
export {
  evaluateVectors,
  type Answer,
  type VectorOutcome,
  type VectorReport,
} from './filter-pattern/vectors/evaluate.ts';
export { parseVectors, type Vector } from './filter-pattern/vectors/format.ts';
