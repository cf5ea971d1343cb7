import type { Severity } from '../verdict/finding.ts';
import type { Verdict } from '../verdict/schema.ts';
import { comparedInWords } from './compared-in-words.ts';
import type { Compared, Renderer } from './renderer.ts';
import { attribute, characters } from './xml.ts';

/** One test case, and what became of it. */
interface Case {
  readonly classname: string;
  readonly name: string;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  /** Whole sentences. */
  readonly lines: readonly string[];
}

/**
 * JUnit XML as Jenkins' junit-10.xsd has it, which GitLab reads too. What makes a verdict fail is a failure, what makes it
 * inconclusive or invalid an error: a file without either is a pass, and only that. Of cases with one class and name GitLab
 * keeps the first, so that they are made distinct; the attribute `file` of a case, which GitLab reads, the schema forbids.
 */
export const junit: Renderer = {
  name: 'junit.xml',
  render: ({ manifest }, verdict, compared) => {
    const detailed = {
      objectives: objectiveCases(verdict),
      invariants: invariantCases(verdict),
      'script-thresholds': thresholdCases(verdict),
    };
    const suites = Object.entries({
      ...detailed,
      rules: ruleCases(verdict, detailed),
      comparison: compared === undefined ? [] : comparisonCases(compared),
    }).map(([name, cases]) => [name, distinct(cases)] as const);
    const time = verdict.load.judgedSeconds.toFixed(3);
    const timestamp = manifest.startedAt.replace(/(?:\.\d+)?Z$/, '');
    const all = suites.flatMap(([, cases]) => cases);
    const { failures, errors } = countsOf(all);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name=${attribute(`bilancia ${manifest.scenario}`)} tests="${all.length}" failures="${failures}" errors="${errors}" time="${time}">`,
      ...suites
        .filter(([, cases]) => cases.length > 0)
        .flatMap(([name, cases]) => suiteLines(name, cases, { time, timestamp })),
      '</testsuites>',
      '',
    ].join('\n');
  },
};

function objectiveCases({ objectives }: Verdict): Case[] {
  return objectives.map(({ name, objective, met, expected, observed, samples, fewest }) => ({
    classname: `bilancia.objectives.${objective}`,
    name,
    result: met === null ? 'skipped' : met ? 'passed' : 'failure',
    lines: [
      `Observed: ${observed}. Target: ${expected}. Of ${samples} requests.`,
      ...(met === null ? [`At least ${fewest} are needed to judge by.`] : []),
    ],
  }));
}

function invariantCases({ invariants }: Verdict): Case[] {
  return invariants.map(({ name, checked, violations, examples }) => ({
    classname: 'bilancia.invariants',
    name,
    result: violations > 0 ? 'failure' : checked === 0 ? 'skipped' : 'passed',
    lines: [
      `${violations} violations in ${checked} checked.`,
      ...examples.map((example) => JSON.stringify(example)),
    ],
  }));
}

function thresholdCases({ script }: Verdict): Case[] {
  return (script?.thresholds ?? []).map(({ metric, condition, value, met }) => ({
    classname: `bilancia.thresholds.${metric}`,
    name: `${metric}: ${condition}`,
    result: met === null ? 'skipped' : met ? 'passed' : 'failure',
    lines: [value === null ? 'Nothing was measured for it.' : `It came to ${value}.`],
  }));
}

const resultOf = {
  violation: 'failure',
  missed: 'failure',
  invalid: 'error',
  inconclusive: 'error',
  remark: 'passed',
  confirmation: 'passed',
} as const satisfies Record<Severity, Case['result']>;

/** A case for each rule that had something to say; what failed one by one already, is not told twice. */
function ruleCases(
  { findings }: Verdict,
  detailed: Readonly<Record<string, readonly Case[]>>,
): Case[] {
  const told = new Map(Object.entries(detailed));
  return [...Map.groupBy(findings, ({ rule }) => rule)].flatMap(([rule, those]): Case[] => {
    const results = those.map(({ severity }) => resultOf[severity]);
    const result = (['failure', 'error'] as const).find((one) => results.includes(one));
    const isTold = told.get(rule)?.some((one) => one.result === 'failure') === true;
    if (result === 'failure' && isTold) return [];
    const lines = those.map(({ summary }) => summary);
    return [{ classname: 'bilancia.rules', name: rule, result: result ?? 'passed', lines }];
  });
}

function comparisonCases({ outcome, sentence, comparisons }: Compared): Case[] {
  const each = comparisons.map((one): Case => ({
    classname: `bilancia.comparison.${one.name}`,
    name: comparedInWords(one).what,
    result: one.verdict === 'fail' ? 'failure' : one.verdict === 'pass' ? 'passed' : 'error',
    lines: [`${comparedInWords(one).change}.`],
  }));
  const whole = { classname: 'bilancia.comparison', name: 'comparison', lines: [sentence] };
  // It may fail or be inconclusive for what no single comparison tells.
  if (outcome === 'pass' || each.some(({ result }) => result !== 'passed'))
    return [{ ...whole, result: 'passed' }, ...each];
  return [{ ...whole, result: outcome === 'fail' ? 'failure' : 'error' }, ...each];
}

/** The same cases, those that have one's class and name numbered. */
function distinct(cases: readonly Case[]): Case[] {
  const taken = new Set<string>();
  return cases.map((one) => {
    let name = one.name;
    for (let nth = 2; taken.has(JSON.stringify([one.classname, name])); nth += 1)
      name = `${one.name} (${nth})`;
    taken.add(JSON.stringify([one.classname, name]));
    return { ...one, name };
  });
}

function countsOf(cases: readonly Case[]): Record<'failures' | 'errors' | 'skipped', number> {
  const count = (wanted: Case['result']): number =>
    cases.filter(({ result }) => result === wanted).length;
  return { failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function suiteLines(
  name: string,
  cases: readonly Case[],
  { time, timestamp }: { readonly time: string; readonly timestamp: string },
): string[] {
  const { failures, errors, skipped } = countsOf(cases);
  return [
    `  <testsuite name=${attribute(name)} tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${time}" timestamp="${timestamp}">`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ classname, name, result, lines }: Case): string[] {
  const head = `    <testcase classname=${attribute(classname)} name=${attribute(name)}>`;
  const text = characters(lines.join('\n'));
  const message = attribute(lines[0] ?? '');
  const body = {
    passed: `<system-out>${text}</system-out>`,
    failure: `<failure type="failure" message=${message}>${text}</failure>`,
    error: `<error type="error" message=${message}>${text}</error>`,
    // Jenkins' schema gives it neither text nor a message.
    skipped: `<skipped/><system-out>${text}</system-out>`,
  }[result];
  return [`${head}${body}</testcase>`];
}
