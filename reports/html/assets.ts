import { readFile } from 'node:fs/promises';

/** Read when a report is drawn, so that the report is one file and needs no network. */
export interface Assets {
  readonly style: string;
  readonly script: string;
}

/** Scripts that draw charts, for whatever page they are on. */
export const chartScripts = ['theme.js', 'keys.js', 'formats.js', 'marks.js', 'charts.js'] as const;

/** The scripts of the report; the live page has its own in the place of the last. */
const pageScripts = [...chartScripts, 'main.js'] as const;

/** What a page is made of; `scripts` and `styles` are files beside the page's own. */
export async function readAssets(
  pageParts: { readonly scripts?: readonly string[]; readonly styles?: readonly string[] } = {},
): Promise<Assets> {
  const { scripts: names = pageScripts, styles: more = [] } = pageParts;
  const [uPlotStyle, uPlotScript, styles, scripts] = await Promise.all([
    packaged('uplot/dist/uPlot.min.css'),
    packaged('uplot/dist/uPlot.iife.min.js'),
    Promise.all(['style.css', ...more].map(beside)),
    Promise.all(names.map(beside)),
  ]);
  return {
    style: `/* uPlot, MIT License, (c) Leon Sorokin */\n${uPlotStyle}\n${styles.join('\n')}`,
    script: `${uPlotScript}\n${scripts.map(apart).join('')}`,
  };
}

/** Keeps what a script declares to itself. */
function apart(script: string): string {
  return `(() => {\n'use strict';\n${script}})();\n`;
}

async function packaged(path: string): Promise<string> {
  return readFile(new URL(import.meta.resolve(path)), 'utf8');
}

async function beside(name: string): Promise<string> {
  return readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
}
