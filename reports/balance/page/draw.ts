import { readFile } from 'node:fs/promises';
import { hashOf } from '../../html/frame.ts';
import { type Html, html, raw } from '../../html/markup/html.ts';
import { count, percent, plural, significant } from '../../words/figures.ts';
import type { Analysis } from '../analyze.ts';
import { dollars } from '../sentences.ts';
import type { ServiceReport } from '../report-shape.ts';
import { heading } from './heading.ts';
import { heatMap, legend } from './heat-map.ts';
import { type DrawnMetrics, metricsSection } from './metrics.ts';
import { tile } from './tile.ts';

export interface Drawn {
  readonly analysis: Analysis;
  readonly report: ServiceReport;
}

/** The report as one HTML document: the answer in words, what it costs, and who was busy when. Its script is for the theme alone. */
export async function drawBalance(
  services: readonly Drawn[],
  metered: readonly DrawnMetrics[],
  unusable: ReadonlyMap<string, number>,
): Promise<string> {
  const style = (await beside('../../html/page/style.css')) + (await beside('style.css'));
  const script = `(() => {\n'use strict';\n${await beside('../../html/page/theme.js')}
followTheme(document.getElementById('theme'), () => {});\n})();\n`;
  const names = [...services, ...metered].map(({ report }) => report.service);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; script-src '${raw(hashOf(script))}'; style-src '${raw(hashOf(style))}'"
        />
        <title>Balance of ${names.length === 1 ? names[0] : `${names.length} services`}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <header class="top">
          <span class="brand">Bilancia</span><span class="run">Balance of tasks over time</span>
          <button id="theme" type="button" hidden></button>
        </header>
        <main>
          ${services.length > 1 ? overview(services) : ''} ${services.map(serviceSection)}
          ${metered.map(metricsSection)}
          ${
            unusable.size === 0
              ? ''
              : html`<section>
                  <h2>Not used</h2>
                  <ul>
                    ${[...unusable].map(([reason, times]) => html`<li>${reason}: ${count(times)}</li>`)}
                  </ul>
                </section>`
          }
        </main>
        <footer>
          Peak to average is the busiest task's CPU over the mean of all, minute by minute. A
          difference of less than 7 % over a quarter of an hour is not reported.
        </footer>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html>`;
  return String(await page);
}

async function beside(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

function overview(services: readonly Drawn[]): Html {
  return html`<section>
    <h2>All services</h2>
    <div class="scroll overview">
      <table>
        <thead>
          <tr>
            <th>service</th>
            <th>finding</th>
            <th class="number">tasks</th>
            <th class="number">peak to average</th>
            <th class="number">by chance</th>
            <th class="number">wasted a month</th>
          </tr>
        </thead>
        <tbody>
          ${services.map(
            ({ report }, index) =>
              html`<tr>
                <td><a href="#service-${index}">${report.service}</a></td>
                <td data-label="finding">
                  ${report.causes[0]?.name ?? (report.outcome === 'pass' ? 'nothing to do' : 'cannot tell')}
                </td>
                <td class="number" data-label="tasks">${report.tasksSeen}</td>
                <td class="number" data-label="peak to average">
                  ${figure(report.balance?.peakToAverage)}
                </td>
                <td class="number" data-label="by chance">${figure(report.chance?.mean)}</td>
                <td class="number" data-label="wasted a month">
                  ${report.money === undefined ? 'unknown' : dollars(report.money.wasted)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function serviceSection({ analysis, report }: Drawn, index: number): Html {
  const { balance, money, safeTarget, chance } = report;
  const hot = [...report.hotTasks.map(({ id }) => id), ...(report.causes[0]?.units ?? [])];
  return html`<div class="service" id="service-${index}">
    <section class="verdict ${report.outcome}">
      ${heading(report, report.causes[0]?.name ?? (report.outcome === 'pass' ? 'balanced' : 'cannot tell'), `${plural(report.tasksSeen, 'task')} seen`)}
      <ul>
        ${report.sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    </section>
    ${
      balance === undefined
        ? ''
        : html`<dl class="figures">
            ${tile('Peak to average', significant(balance.peakToAverage), `${significant(balance.peakToAverageP95)} in the worst minute of 20`)}
            ${tile('By chance alone', figure(chance?.mean), chance === undefined ? 'requests were not counted' : `up to ${significant(chance.p95)}`)}
            ${tile('Capacity idle beside the busiest', percent(Math.round(balance.wastedFraction * 100) / 100), 'mean over minutes')}
            ${money === undefined ? '' : tile('Wasted beyond chance', dollars(money.wasted), `a month, of ${dollars(money.monthly)}`)}
            ${safeTarget === undefined ? '' : tile('Safe autoscaling target', percent(Math.floor(safeTarget * 100) / 100), `keeps the hottest task below ${percent(report.ceiling)}`)}
          </dl>`
    }
    <section>
      <h2>Who was busy when</h2>
      ${heatMap(analysis.service.matrix, hot)} ${legend()}
    </section>
    ${balance === undefined ? '' : indexTable(report)}
  </div>`;
}

/** Every index, for those who compare. */
function indexTable({ balance, blockPeakToAverage }: ServiceReport): Html {
  if (balance === undefined) return html``;
  const rows: (readonly [string, string])[] = [
    ['peak to average of a quarter of an hour', significant(blockPeakToAverage)],
    ['coefficient of variation', balance.cv.toFixed(3)],
    ['Jain', balance.jain.toFixed(3)],
    ['Gini', balance.gini.toFixed(3)],
    ['Theil', balance.theil.toFixed(4)],
    ['of it between zones', balance.theilBetweenGroups?.toFixed(4) ?? 'one zone'],
    [
      'differences that stay on the same tasks',
      percent(Math.round(balance.persistentShare * 100) / 100),
    ],
  ];
  return html`<section>
    <h2>Indices</h2>
    <div class="scroll narrow">
      <table>
        <tbody>
          ${rows.map(
            ([name, value]) =>
              html`<tr>
                <td>${name}</td>
                <td class="number" data-label="${name}">${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function figure(value: number | undefined): string {
  return value === undefined ? 'unknown' : significant(value);
}
