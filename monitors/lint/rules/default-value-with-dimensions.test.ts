import { casesOf } from '../testing/rule-cases.ts';
import { filter } from '../testing/samples.ts';
import { defaultValueWithDimensions as rule } from './default-value-with-dimensions.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a default beside a dimension',
  [
    filter(
      { pattern: '{ $.level >= 500 }' },
      { defaultValue: 0, dimensions: { Channel: '$.channel' } },
    ),
  ],
  'error metric filter "pms-critical": It has a default value and dimensions; CloudWatch Logs accepts only one of them. Without a matching line there is no value for the dimensions. Omit the default and let the alarm treat missing data as notBreaching, or omit the dimensions.',
);
accepts('a default with an empty list of dimensions', [
  filter({}, { defaultValue: 0, dimensions: {} }),
]);
