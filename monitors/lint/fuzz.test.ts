import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { comparisonOperators, missingDataTreatments } from '../definitions/metric-alarm.ts';
import { lint } from './lint.ts';
import { rules } from './rules/index.ts';
import { alarm, composite, cpu, dashboard, filter, muteRule, setOf } from './testing/samples.ts';

/** Few names, so that definitions refer to one another. */
const name = fc.constantFrom('a', 'b', 'c', 'x y', '"', '');
const text = fc.oneof(
  name,
  fc.string(),
  fc.constantFrom(
    '{ $.a != 1 }',
    '[a, b = *ERROR*]',
    '?a b',
    '%x%',
    '$.a',
    '$b',
    '1',
    '-1',
    'p99',
    'Sum',
  ),
);
const number = fc.oneof(fc.integer({ min: -1, max: 100 }), fc.double());
const metric = fc
  .record({
    namespace: fc.constantFrom('AWS/ECS', 'AWS/CloudFront', 'AWS/SES', 'Pms', ''),
    metricName: fc.constantFrom('CPUUtilization', '5xxErrorRate', 'Bounce', 'a', ''),
    dimensions: fc.dictionary(text, text, { maxKeys: 3 }),
    stat: text,
    period: number,
  })
  .map((change) => ({ ...cpu, ...change }));
const query = fc.record({
  id: name,
  expression: fc.oneof(text, fc.constantFrom('a / b', 'AVG(a)', "SEARCH('', 'Sum')", 'FILL(a, 0)')),
});

const alarms = fc
  .record({
    name,
    metric: fc.oneof(metric, fc.array(query, { maxLength: 3 })),
    comparisonOperator: fc.constantFrom(...comparisonOperators),
    threshold: fc.oneof(
      number,
      name.map((metricId) => ({ metricId })),
    ),
    evaluationPeriods: number,
    datapointsToAlarm: number,
    treatMissingData: fc.constantFrom(...missingDataTreatments),
    wallClock: fc.record({ timeZone: text }),
    warmUp: fc.record({ minutes: number }),
    actions: fc.record({
      alarm: fc.array(
        fc.oneof(
          text,
          name.map((topic) => ({ topic })),
        ),
      ),
    }),
  })
  .map((change) => alarm(change));
const filters = fc
  .record({
    name,
    pattern: text,
    value: text,
    namespace: text,
    dimensions: fc.dictionary(text, text),
  })
  .map(({ name: called, pattern, ...transformation }) =>
    filter({ name: called, pattern }, transformation),
  );
const composites = fc
  .record({
    name,
    rule: fc.oneof(
      text,
      name.map((child) => `ALARM(${child})`),
      name.map((child) => `NOT ALARM(a) OR OK(${child}) AND TRUE`),
    ),
    suppressor: fc.record({ alarm: text, waitPeriod: number, extensionPeriod: number }),
  })
  .map((change) => composite(change));
const mutes = fc
  .record({ name, schedule: text, duration: text, timeZone: text, alarms: fc.array(name) })
  .map((change) => muteRule(change));
const dashboards = fc
  .array(fc.record({ x: number, y: number, width: number, height: number }), { maxLength: 4 })
  .map((places) =>
    dashboard({ widgets: places.map((place) => ({ kind: 'text', place, markdown: '' })) }),
  );
const sets = fc.array(fc.oneof(alarms, filters, composites, mutes, dashboards), { maxLength: 6 });

describe('lint of anything', () => {
  const known = new Set(rules.map((rule) => rule.name));

  test.prop([sets])('finds something or nothing, and never fails', (definitions) => {
    for (const finding of lint(setOf(definitions))) {
      expect(known).toContain(finding.rule);
      expect(finding.summary).toMatch(/[.]$/);
      expect(finding.details).not.toBe('');
    }
  });
  test.prop([sets])('finds the same again', (definitions) => {
    expect(lint(setOf(definitions))).toEqual(lint(setOf(structuredClone(definitions))));
  });
});
