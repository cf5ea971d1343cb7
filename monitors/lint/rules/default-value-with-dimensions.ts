import { offlineRule } from '../rule/make-rule.ts';
import { dimensionNames } from '../rule/watched.ts';

export const defaultValueWithDimensions = offlineRule(
  'default-value-with-dimensions',
  function* (context) {
    for (const filter of context.all('metric-filter')) {
      const { defaultValue, dimensions } = filter.transformation;
      if (defaultValue === undefined || dimensionNames(dimensions).length === 0) continue;
      yield {
        about: filter,
        summary: 'It has a default value and dimensions; CloudWatch Logs accepts only one of them.',
        details:
          'Without a matching line there is no value for the dimensions. Omit the default and let the alarm treat ' +
          'missing data as notBreaching, or omit the dimensions.',
      };
    }
  },
);
