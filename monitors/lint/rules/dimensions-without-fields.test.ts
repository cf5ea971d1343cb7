import { casesOf } from '../testing/rule-cases.ts';
import { filter } from '../testing/samples.ts';
import { dimensionsWithoutFields as rule } from './dimensions-without-fields.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'dimensions with plain terms',
  [filter({ pattern: 'CRITICAL' }, { dimensions: { Channel: '$channel' } })],
  'error metric filter "pms-critical": Its unstructured pattern does not support dimensions. Dimensions take their values from fields, and only JSON and space-delimited patterns have fields. AWS says "The specified filter pattern does not support dimensions".',
);
finds(
  'dimensions with a regular expression',
  [filter({ pattern: '%CRITICAL|ALERT%' }, { dimensions: { Channel: '$channel' } })],
  1,
);
accepts('dimensions with named fields', [
  filter({ pattern: '[channel, level = CRITICAL, ...]' }, { dimensions: { Channel: '$channel' } }),
]);
