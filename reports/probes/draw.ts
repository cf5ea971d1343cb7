import { readFile } from 'node:fs/promises';
import { formatSeconds } from '../../core/duration.ts';
import type { ProbeManifest } from '../../core/probe-folder/manifest.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { hashOf } from '../html/frame.ts';
import { type Html, html, raw } from '../html/markup/html.ts';
import { signOf } from '../html/sections/verdict.ts';
import { sections } from './sections/index.ts';

/** The page of a probe: one HTML document that needs no network; its script is for the theme alone. */
export async function drawProbeReport(
  manifest: ProbeManifest,
  verdict: ProbeVerdict,
): Promise<string> {
  const style = (await Promise.all(['../html/page/style.css', 'style.css'].map(beside))).join('\n');
  const { probe, target } = manifest;
  const script = `(() => {\n'use strict';\n${await beside('../html/page/theme.js')}
followTheme(document.getElementById('theme'), () => {});\n})();\n`;
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
        <title>${verdict.finding}: ${probe} of ${target.name}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <header class="top">
          <span class="brand">Bilancia</span>
          <span class="run">${probeHeading(manifest)} · ${lastedFor(manifest)}</span>
          <button id="theme" type="button" hidden></button>
        </header>
        <main>${verdictBox(verdict)} ${probeSections(verdict, probe)}</main>
        <footer>Drawn from the samples of a probe by Bilancia ${manifest.bilanciaVersion}.</footer>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html> `;
  return String(await page);
}

/** Who was looked at, and when that began. */
export function probeHeading({ probe, target, startedAt }: ProbeManifest): string {
  return `${probe} of ${target.name} · ${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`;
}

/** What a probe shows below its verdict. */
export function probeSections({ figures }: ProbeVerdict, probe: string): readonly Html[] {
  return figures === null ? [] : (sections.get(probe)?.(figures) ?? []);
}

/** What only the pages of probes need. */
export function probeStyle(): Promise<string> {
  return beside('style.css');
}

function lastedFor({ startedAt, endedAt }: ProbeManifest): string {
  if (endedAt === undefined) return 'cut short';
  return formatSeconds((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
}

export function verdictBox({ outcome, finding, reasons, remarks }: ProbeVerdict): Html {
  const heading = finding.replaceAll('-', ' ');
  return html`<section class="verdict ${outcome}" aria-labelledby="verdict">
    <h1 id="verdict">
      ${signOf(outcome)}
      <span>${heading.charAt(0).toUpperCase() + heading.slice(1)}</span>
    </h1>
    <ul>
      ${reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
    ${
      remarks.length === 0
        ? ''
        : html`<ul class="remarks">
            ${remarks.map((remark) => html`<li>${remark}</li>`)}
          </ul>`
    }
  </section>`;
}

function beside(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}
