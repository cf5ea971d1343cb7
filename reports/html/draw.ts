import { createHash } from 'node:crypto';
import { formatSeconds } from '../../core/duration.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Period, secondsOf } from '../evidence/period.ts';
import { isRampAndHold } from '../verdict/phases.ts';
import type { Verdict } from '../verdict/schema.ts';
import { count } from '../words/figures.ts';
import { readAssets } from './assets.ts';
import { type Chart, hasValues } from './charts/chart.ts';
import { markInWords, marksOf } from './charts/marks.ts';
import { html, raw } from './markup/html.ts';
import { sections } from './sections/index.ts';

/**
 * The report of a run as one HTML document that needs no network: text and tables stand in it, charts are drawn by its
 * script, and its content security policy allows that script alone.
 */
export async function drawReport(evidence: Evidence, verdict: Verdict): Promise<string> {
  const { manifest } = evidence;
  const assets = await readAssets();
  const drawn = sections.map(({ charts, markup }) => ({
    charts: charts?.(evidence) ?? [],
    markup,
  }));
  const charts = drawn.flatMap((section) => section.charts).filter(hasValues);
  const policy = `default-src 'none'; script-src '${hashOf(assets.script)}'; style-src '${hashOf(assets.style)}'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
        <title>${verdict.outcome}: ${titleOf(manifest)}</title>
        ${raw(`<style>${assets.style}</style>`)}
      </head>
      <body>
        <header class="top">
          <span class="brand">Bilancia</span>
          <span class="run">${titleOf(manifest)} · ${momentOf(manifest.startedAt)}</span>
          <button id="theme" type="button" hidden></button>
        </header>
        <main>
          <p id="without-script">
            Charts are drawn by a script, which did not run here; all else stands below.
          </p>
          ${drawn.map((section) => section.markup({ evidence, verdict, charts: section.charts }))}
        </main>
        <footer>
          Drawn from the run folder ${manifest.id} by Bilancia ${manifest.bilanciaVersion}. Charts
          by uPlot.
        </footer>
        <script type="application/json" id="data">
          ${raw(inlineJson(pageData(evidence, verdict, charts)))}
        </script>
        ${raw(`<script>${assets.script}</script>`)}
      </body>
    </html> `;
  return String(await page);
}

function titleOf({ scenario, visitorsAsked, phases, target }: Manifest): string {
  const holdSeconds = plannedSeconds(phases, isJudged);
  const visitors = visitorsAsked > 0 ? `, ${count(visitorsAsked)} visitors` : '';
  const hold = holdSeconds > 0 ? ` for ${formatSeconds(holdSeconds)}` : '';
  return `${scenario}${visitors}${hold} on ${target.name}`;
}

function momentOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** What the page's script draws, with times in seconds since load began. */
function pageData(evidence: Evidence, verdict: Verdict, charts: readonly Chart[]): object {
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
    charts,
  };
}

/** JSON that no text within can end the script element of. */
function inlineJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
