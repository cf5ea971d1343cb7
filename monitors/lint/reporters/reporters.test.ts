import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lintContext } from '../rule/context.ts';
import { costOf } from '../cost/cost.ts';
import { lint } from '../lint.ts';
import { rules } from '../rules/index.ts';
import { alarm, filter, setOf } from '../testing/samples.ts';
import { gitlabReport } from './gitlab.ts';
import { jsonReport } from './json.ts';
import type { LintReport, Page } from './report.ts';
import { sarifReport } from './sarif.ts';
import { textReport, wrap } from './text.ts';

const origin = { file: './infra/a file.ts', line: 12, column: 5 };
const set = setOf(
  [
    filter({ pattern: '{ $.a = "x }', origin }),
    alarm({
      actions: {},
      origin: { file: '/abs/main.tf.json', address: 'aws_cloudwatch_metric_alarm.cpu' },
    }),
    alarm({ name: 'b', actions: {} }),
  ],
  { disable: [{ rule: 'log-heartbeat', reason: 'another test has it' }] },
);
const report: LintReport = {
  file: 'monitors.ts',
  definitions: 3,
  findings: lint(set),
  hidden: 2,
  rules,
  cost: costOf(lintContext(set)),
  notes: [],
  version: '1.2.3',
};
const plain: Page = { width: 80, paint: (_color, text) => text };

describe('the text report', () => {
  it('groups findings by definition, with the caret under the place', () => {
    expect(textReport(report, plain)).toMatchInlineSnapshot(`
      "metric alarm "b"
        warning no-actions
          It notifies no one when it goes to ALARM.
          Add an alarm action, or make it part of a composite alarm that has one.
          docs/lint/no-actions.md

      ./infra/a file.ts:12:5: metric filter "pms-critical"
        error filter-pattern-syntax
          Its pattern does not parse: a double quote is not closed.
          Column 9: expected a closing ". AWS would say "Invalid filter pattern".
            { $.a = "x }
                    ^
          docs/lint/filter-pattern-syntax.md
        info filter-without-alarm
          No alarm watches Pms Critical, which it publishes.
          You pay for the metric, but no one is notified. Add an alarm, or silence
          this rule where a dashboard is enough.
          docs/lint/filter-without-alarm.md

      /abs/main.tf.json aws_cloudwatch_metric_alarm.cpu: metric alarm "api-cpu"
        warning no-actions
          It notifies no one when it goes to ALARM.
          Add an alarm action, or make it part of a composite alarm that has one.
          docs/lint/no-actions.md

      1 error, 2 warnings, 1 info in 3 definitions (2 of lower severity not shown).
      "
    `);
  });
  it('paints severities', () => {
    const painted = textReport(report, {
      width: 80,
      paint: (color, text) => `<${color} ${text}>`,
    });
    expect(painted).toContain('  <red error> filter-pattern-syntax\n');
    expect(painted).toContain('<dim docs/lint/no-actions.md>');
  });
  it('says that there is nothing', () => {
    const nothing = { ...report, findings: [], hidden: 0, definitions: 1 };
    expect(textReport(nothing, plain)).toBe('0 errors, 0 warnings, 0 info in 1 definition.\n');
  });
  it('breaks lines at blanks only', () => {
    expect(wrap('one two three https://example.org/very/long four', 9)).toEqual([
      'one two',
      'three',
      'https://example.org/very/long',
      'four',
    ]);
    expect(wrap('', 9)).toEqual([]);
  });
});

describe('the JSON report', () => {
  it('holds the findings as they are, their numbers and what all costs', () => {
    const document: unknown = JSON.parse(jsonReport(report));
    expect(document).toEqual({
      schemaVersion: 1,
      file: 'monitors.ts',
      definitions: 3,
      counts: { error: 1, warning: 2, info: 1, hidden: 2 },
      findings: report.findings,
      cost: report.cost,
      notes: [],
    });
  });
});

/** The parts of SARIF 2.1.0 that are written, as strict as its schema is about them: sections 3.13 to 3.52. */
const text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() });
const level = z.enum(['none', 'note', 'warning', 'error']);
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: text,
              fullDescription: text,
              help: text,
              helpUri: z.url(),
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(
        z.strictObject({
          ruleId: z.string().min(1),
          ruleIndex: z.int().min(0),
          level,
          message: text,
          locations: z.array(
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({
                  uri: z.string().regex(/^[\w.~:/?#@!$&'()*+,;=%-]+$/),
                }),
                region: z
                  .strictObject({
                    startLine: z.int().min(1),
                    startColumn: z.int().min(1).optional(),
                  })
                  .optional(),
              }),
              logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string().min(1) })),
            }),
          ),
          partialFingerprints: z.record(z.string(), z.string().min(1)),
        }),
      ),
    }),
  ),
});

describe('the SARIF report', () => {
  const { runs } = sarif.parse(JSON.parse(sarifReport(report)));
  const results = runs.flatMap((run) => run.results);

  it('refers each result to its rule', () => {
    const listed = runs.flatMap(({ tool }) => tool.driver.rules.map(({ id }) => id));
    expect(results.map(({ ruleIndex }) => listed[ruleIndex])).toEqual(
      results.map(({ ruleId }) => ruleId),
    );
  });
  it('writes relative paths as relative URIs, absolute ones as URLs, and the linted file where nothing is known', () => {
    const uris = results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(
      new Set(['monitors.ts', 'infra/a%20file.ts', 'file:///abs/main.tf.json']),
    );
  });
  it('gives no two results one fingerprint', () => {
    const twice = { ...report, findings: [...report.findings, ...report.findings] };
    const prints = sarif
      .parse(JSON.parse(sarifReport(twice)))
      .runs.flatMap((run) =>
        run.results.map(({ partialFingerprints }) => partialFingerprints['bilanciaFinding/v1']),
      );
    expect(new Set(prints).size).toBe(2 * report.findings.length);
  });
});

const codeQuality = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.\/)/),
      lines: z.strictObject({ begin: z.int().min(1) }),
    }),
  }),
);

describe('the report for GitLab', () => {
  it('has what a Code Quality report must have', () => {
    const entries = codeQuality.parse(JSON.parse(gitlabReport(report)));
    expect(
      entries.map(({ check_name: rule, severity, location }) => [rule, severity, location]),
    ).toEqual([
      ['no-actions', 'minor', { path: 'monitors.ts', lines: { begin: 1 } }],
      ['filter-pattern-syntax', 'critical', { path: 'infra/a file.ts', lines: { begin: 12 } }],
      ['filter-without-alarm', 'info', { path: 'infra/a file.ts', lines: { begin: 12 } }],
      ['no-actions', 'minor', { path: '/abs/main.tf.json', lines: { begin: 1 } }],
    ]);
  });
});
