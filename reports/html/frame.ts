import { createHash } from 'node:crypto';
import type { Period } from '../evidence/period.ts';
import { readAssets } from './assets.ts';
import type { Chart, Mark, Span } from './charts/chart.ts';
import { type Html, html, raw } from './markup/html.ts';

/** A page, whatever it tells of. */
export interface Page {
  readonly title: string;
  /** Beside the brand. */
  readonly heading: string;
  readonly content: readonly Html[];
  readonly footer: string;
  readonly data: PageData;
}

/** What the page's script draws. */
export interface PageData {
  /** What is judged of the x axes; the rest lies in a shade. */
  readonly judged: readonly Period[];
  readonly phases: readonly (Period & { readonly name: string })[];
  readonly marks: readonly Mark[];
  /** Of a drill, where there was one. */
  readonly spans?: readonly Span[];
  /** What the legend's figures are of while nothing is pointed at; `judged` unless given. */
  readonly still?: string;
  readonly charts: readonly Chart[];
}

/**
 * A page as one HTML document that needs no network: text and tables stand in it, charts are drawn by its script, and its
 * content security policy allows that script alone.
 */
export async function drawPage({ title, heading, content, footer, data }: Page): Promise<string> {
  const assets = await readAssets();
  const policy = `default-src 'none'; script-src '${hashOf(assets.script)}'; style-src '${hashOf(assets.style)}'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
        <title>${title}</title>
        ${raw(`<style>${assets.style}</style>`)}
      </head>
      <body>
        <header class="top">
          <span class="brand">Bilancia</span>
          <span class="run">${heading}</span>
          <button id="theme" type="button" hidden></button>
        </header>
        <main>
          <p id="without-script">
            Charts are drawn by a script, which did not run here; all else stands below.
          </p>
          ${content}
          <p id="said" class="unseen" aria-live="polite"></p>
        </main>
        <footer>${footer} Charts by uPlot.</footer>
        <script type="application/json" id="data">
          ${raw(inlineJson(data))}
        </script>
        ${raw(`<script>${assets.script}</script>`)}
      </body>
    </html> `;
  return String(await page);
}

/** JSON that no text within can end the script element of. */
function inlineJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

export function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
