import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LintFinding, Severity } from '../rule/finding.ts';
import { pageOf, type Rule } from '../rule/rule.ts';
import { fingerprints } from './fingerprint.ts';
import type { LintReport } from './report.ts';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const version = '2.1.0';
const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** SARIF 2.1.0, which code scanning services and editors read. */
export function sarifReport(report: LintReport): string {
  const { findings, rules } = report;
  const prints = fingerprints(findings);
  const run = {
    tool: {
      driver: { name: 'bilancia', semanticVersion: report.version, rules: rules.map(describeRule) },
    },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding, index) => ({
      ruleId: finding.rule,
      ruleIndex: rules.findIndex(({ name }) => name === finding.rule),
      level: levels[finding.severity],
      message: { text: `${finding.subject}: ${finding.summary} ${finding.details}` },
      locations: [locationOf(finding, report.file)],
      partialFingerprints: { 'bilanciaFinding/v1': prints[index] },
    })),
  };
  return `${JSON.stringify({ $schema: schema, version, runs: [run] }, undefined, 2)}\n`;
}

function describeRule(rule: Rule): object {
  return {
    id: rule.name,
    shortDescription: { text: rule.summary.replaceAll('`', '') },
    fullDescription: { text: rule.summary.replaceAll('`', ''), markdown: rule.summary },
    help: { text: `See ${pageOf(rule)} and ${rule.source}.` },
    helpUri: rule.source,
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function locationOf({ subject, location }: LintFinding, file: string): object {
  const region =
    location?.line === undefined
      ? {}
      : {
          region: {
            startLine: location.line,
            ...(location.column === undefined ? {} : { startColumn: location.column }),
          },
        };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(location?.file ?? file) },
      ...region,
    },
    logicalLocations: [{ fullyQualifiedName: location?.address ?? subject }],
  };
}

/** A path as a URI: relative paths stay relative, to the root of the repository. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path
    .split(sep)
    .map(encodeURIComponent)
    .join('/')
    .replace(/^(?:\.\/)+/, '');
}
