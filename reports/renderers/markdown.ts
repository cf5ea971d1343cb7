import { type Outcome, worstOf } from '../../core/outcome.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { percentileWord } from '../gate/sentence.ts';
import type { Verdict } from '../verdict/schema.ts';
import { count, milliseconds, percent, plural, significant } from '../words/figures.ts';
import { changeInWords } from './compared-in-words.ts';
import { bullets, code, folded, joined, plain, table } from './markdown-text.ts';
import type { Compared, Renderer } from './renderer.ts';

/** GitHub takes comments of up to 65,536 characters, GitLab longer ones. */
const mostBytes = 60_000;
const mostRows = 40;

/** A comment on a merge request. */
export const markdown: Renderer = {
  name: 'report.md',
  render: (evidence, verdict, compared) =>
    joined(
      markdownParts(evidence, verdict, compared, { rows: mostRows, bytes: mostBytes }),
      mostBytes,
    ),
};

const icons = {
  pass: '✅',
  fail: '❌',
  inconclusive: '⚠️',
  invalid: '⚠️',
} as const satisfies Record<Outcome, string>;

/** What is told as Markdown, the most important part first. */
export function markdownParts(
  evidence: Evidence,
  verdict: Verdict,
  compared: Compared | undefined,
  { rows, bytes }: { readonly rows: number; readonly bytes: number },
): string[] {
  const { manifest } = evidence;
  const together = worstOf([verdict.outcome, compared?.outcome ?? verdict.outcome]);
  const outcome = `${icons[together]} Bilancia: ${together}`;
  const revision =
    manifest.gitRevision === undefined
      ? ''
      : `, revision ${code(manifest.gitRevision.slice(0, 12))}`;
  return [
    `## ${outcome}`,
    `${code(manifest.scenario)} on ${code(manifest.target.name)}${revision}: ${figures(verdict)}`,
    ...(compared === undefined ? [] : comparedParts(compared, rows)),
    // Tables are to have room, too.
    bullets(verdict.reasons, rows, bytes / 2),
    ...latencyTable(verdict, rows),
    ...objectivesTable(verdict, rows),
  ].filter((part) => part !== '');
}

function figures({ load }: Verdict): string {
  const failed = load.requests === 0 ? '' : ` (${percent(load.failed / load.requests)})`;
  return [
    ...(load.visitorsAsked > 0 ? [plural(load.visitorsAsked, 'visitor')] : []),
    `${count(load.requests)} requests`,
    `${significant(load.requestsPerSecond)} a second for ${count(load.judgedSeconds)} s`,
    `${count(load.failed)} failed${failed}`,
    ...(load.bookings.acknowledged > 0 ? [`${count(load.bookings.acknowledged)} booked`] : []),
  ].join(', ');
}

function comparedParts({ outcome, sentence, comparisons }: Compared, most: number): string[] {
  const rows = comparisons.map((one) => [
    code(one.name),
    percentileWord(one.percentile),
    milliseconds(one.baseMs),
    milliseconds(one.newMs),
    changeInWords(one.ratio),
    one.interval === undefined ? 'not known' : one.interval.map(changeInWords).join(' to '),
    one.verdict,
  ]);
  const head = ['Request', '', 'Base', 'New', 'Change', 'Interval', 'Verdict'];
  return [
    `**Comparison: ${outcome}**: ${plain(sentence)}`,
    ...(rows.length === 0 ? [] : [table([head, ...rows], most)]),
  ];
}

function latencyTable({ latency }: Verdict, most: number): string[] {
  if (latency.length === 0) return [];
  const rows = latency
    .toSorted((a, b) => b.p95 - a.p95)
    .map(({ request, ...at }) => [code(request), ...[at.p50, at.p95, at.p99].map(milliseconds)]);
  return [folded('Response times', table([['Request', 'p50', 'p95', 'p99'], ...rows], most))];
}

function objectivesTable({ objectives }: Verdict, most: number): string[] {
  if (objectives.length === 0) return [];
  const missed = objectives.filter(({ met }) => met === false);
  const rows = [...missed, ...objectives.filter(({ met }) => met !== false)].map((one) => [
    plain(one.name),
    plain(one.expected),
    plain(one.observed),
    one.met === null ? 'too few to judge' : one.met ? 'met' : '**missed**',
  ]);
  const title = `Objectives: ${count(objectives.length)}, ${count(missed.length)} missed`;
  return [folded(title, table([['Objective', 'Target', 'Observed', ''], ...rows], most, '---'))];
}
