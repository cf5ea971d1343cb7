import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { dimensionNames } from '../rule/watched.ts';

export const dimensionsWithoutFields = offlineRule(
  'dimensions-without-fields',
  function* (context) {
    for (const { filter, pattern } of parsedFilters(context)) {
      if (pattern.dialect === 'json' || pattern.dialect === 'delimited') continue;
      if (dimensionNames(filter.transformation.dimensions).length === 0) continue;
      yield {
        about: filter,
        summary: `Its ${pattern.dialect === 'regex' ? 'regular expression' : 'unstructured pattern'} does not support dimensions.`,
        details:
          'Dimensions take their values from fields, and only JSON and space-delimited patterns have fields. AWS says ' +
          '"The specified filter pattern does not support dimensions".',
      };
    }
  },
);
