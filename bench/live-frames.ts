import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { locate, programs } from '../cli/doctor/programs.ts';
import { type Chart, toneOf } from '../reports/html/charts/chart.ts';
import { figures } from '../reports/html/sections/figure.ts';
import { openHub } from '../reports/live/hub.ts';
import { livePage } from '../reports/live/page.ts';
import { type Picture, asTexts } from '../reports/live/picture.ts';
import { serveLive } from '../reports/live/server.ts';

const points = 3 * 3600;
const lines = 20;

function value(line: number, at: number): number {
  return Math.round(100 * (line + 2 + Math.sin(at / (40 + line)) + ((at * 7919) % 97) / 97)) / 10;
}

/** A chart of 20 series with a point for each second of three hours and some more. */
function chartOf(length: number): Chart {
  const x = Array.from({ length }, (_, at) => at);
  return {
    id: 'three-hours',
    title: 'Three hours',
    caption: 'a point a second',
    unit: 'ms',
    x,
    series: Array.from({ length: lines }, (_, line) => ({
      label: `series ${line + 1}`,
      tone: toneOf(line),
      values: x.map((at) => value(line, at)),
    })),
  };
}

async function pictureOf(length: number): Promise<Picture> {
  const chart = chartOf(length);
  return {
    standing: 'running',
    state: `Running for ${length} s.`,
    title: 'frames',
    heading: '',
    sections: await asTexts([figures([chart])]),
    run: { judged: [{ from: 0, to: length }], phases: [], marks: [] },
    charts: [chart],
  };
}

/** How long frames of the live page take while three hours of 20 series get a point a second, in a sentence. */
export async function frames(seconds: number): Promise<string> {
  const executablePath = locate(programs.chromium, process.env);
  if (executablePath === undefined) return `  no frames were measured: ${programs.chromium.remedy}`;
  let length = points;
  const hub = openHub({
    source: { look: () => pictureOf((length += 1)) },
    // The data are made up here, which is nothing of the page's.
    cpuMs: () => 0,
    epoch: 'bench',
  });
  const server = await serveLive({ hub, page: await livePage(), host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const devTools = await page.context().newCDPSession(page);
    // Of the thread alone, whatever else the machine does meanwhile.
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await page.locator('.u-over').first().waitFor();
    const busy = async (): Promise<number> => {
      const { metrics } = await devTools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    await pause(2000);
    const before = await busy();
    const found: unknown = await page.evaluate(
      `new Promise((resolve) => {
        const gaps = [];
        let last = performance.now();
        const end = last + ${seconds * 1000};
        const step = (now) => {
          gaps.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(step);
          else resolve(gaps.toSorted((a, b) => a - b));
        };
        requestAnimationFrame(step);
      })`,
    );
    const share = (await busy()) - before;
    const gaps = Array.isArray(found) ? found.map(Number) : [];
    const at = (q: number): string => (gaps[Math.floor(q * (gaps.length - 1))] ?? 0).toFixed(1);
    return (
      `  ${points} points of ${lines} series, one more a second: frames p50 ${at(0.5)}, p95 ${at(0.95)}, ` +
      `p99 ${at(0.99)}, longest ${at(1)} ms; ${((1000 * share) / seconds).toFixed(0)} ms of the main thread a second`
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
