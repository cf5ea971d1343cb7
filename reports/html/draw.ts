import { formatSeconds } from '../../core/duration.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Period, secondsOf } from '../evidence/period.ts';
import { isRampAndHold } from '../verdict/phases.ts';
import type { Verdict } from '../verdict/schema.ts';
import { count } from '../words/figures.ts';
import { type Chart, hasValues } from './charts/chart.ts';
import { markInWords, marksOf } from './charts/marks.ts';
import { spansOf } from './charts/spans.ts';
import { type Page, type PageData, drawPage } from './frame.ts';
import { sections } from './sections/index.ts';
import type { Section } from './sections/section.ts';

/** The report of a run as one HTML document. */
export async function drawReport(evidence: Evidence, verdict: Verdict): Promise<string> {
  const { manifest } = evidence;
  return drawPage({
    title: `${verdict.outcome}: ${titleOf(manifest)}`,
    ...drawSections(evidence, verdict, sections),
    footer: `Drawn from the run folder ${manifest.id} by Bilancia ${manifest.bilanciaVersion}.`,
  });
}

/** Some sections of a report, in order, with the charts that are in them. */
export function drawSections(
  evidence: Evidence,
  verdict: Verdict,
  shown: readonly Section[],
  isRunning = false,
): Pick<Page, 'heading' | 'content' | 'data'> {
  const { manifest } = evidence;
  const drawn = shown.map(({ charts, markup }) => ({
    charts: charts?.(evidence) ?? [],
    markup,
  }));
  const charts = drawn.flatMap((section) => section.charts).filter(hasValues);
  return {
    heading: `${titleOf(manifest)} · ${momentOf(manifest.startedAt)}`,
    content: drawn.map((section) =>
      section.markup({ evidence, verdict, charts: section.charts, isRunning }),
    ),
    data: pageData(evidence, verdict, charts),
  };
}

export function titleOf({ scenario, visitorsAsked, phases, target }: Manifest): string {
  const holdSeconds = plannedSeconds(phases, isJudged);
  const visitors = visitorsAsked > 0 ? `, ${count(visitorsAsked)} visitors` : '';
  const hold = holdSeconds > 0 ? ` for ${formatSeconds(holdSeconds)}` : '';
  return `${scenario}${visitors}${hold} on ${target.name}`;
}

function momentOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** What the page's script draws, with times in seconds since load began. */
function pageData(evidence: Evidence, verdict: Verdict, charts: readonly Chart[]): PageData {
  const { judged, loadStart, phases } = evidence;
  const sinceStart = ({ from, to }: Period): Period => ({
    from: from - loadStart,
    to: to - loadStart,
  });
  const shown = phases.filter(({ period }) => secondsOf([period]) > 0);
  return {
    judged: judged.map(sinceStart),
    phases: isRampAndHold(verdict.phases)
      ? []
      : shown.map(({ name, period }) => ({ name, ...sinceStart(period) })),
    marks: marksOf(evidence, verdict).map(({ number, at, events }) => ({
      number,
      at,
      text: markInWords(events, loadStart).join('. '),
    })),
    spans: spansOf(evidence),
    charts,
  };
}
