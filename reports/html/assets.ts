import { readFile } from 'node:fs/promises';

/** Read when a report is drawn, so that the report is one file and needs no network. */
export interface Assets {
  readonly style: string;
  readonly script: string;
}

const pageScripts = ['charts.js', 'main.js'] as const;

export async function readAssets(): Promise<Assets> {
  const [uPlotStyle, uPlotScript, style, ...scripts] = await Promise.all([
    packaged('uplot/dist/uPlot.min.css'),
    packaged('uplot/dist/uPlot.iife.min.js'),
    beside('style.css'),
    ...pageScripts.map(beside),
  ]);
  return {
    style: `/* uPlot, MIT License, (c) Leon Sorokin */\n${uPlotStyle}\n${style}`,
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
