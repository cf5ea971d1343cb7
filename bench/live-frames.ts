import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { z } from 'zod';
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
    await page.goto(`http://127.0.0.1:${server.port}/`);
    await page.locator('.u-over').first().waitFor();
    await pause(2000);
    await browser.startTracing(page, { categories });
    const found: unknown = await page.evaluate(
      `new Promise((resolve) => {
        const gaps = [];
        let last = performance.now();
        const end = last + ${seconds * 1000};
        const step = (now) => {
          gaps.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(step);
          else resolve(gaps);
        };
        requestAnimationFrame(step);
      })`,
    );
    const trace = await browser.stopTracing();
    const work = workOfFrames(traceSchema.parse(JSON.parse(trace.toString())).traceEvents);
    const total = work.reduce((sum, ms) => sum + ms, 0);
    return [
      `  ${points} points of ${lines} series, one more a second, for ${seconds} s; milliseconds, p50, p95, p99, longest:`,
      `  work of the page's main thread in a frame ${inWords(work)}, ${(total / seconds).toFixed(0)} a second`,
      `  from frame to frame, whatever else the machine did ${inWords(Array.isArray(found) ? found.map(Number) : [])}`,
    ].join('\n');
  } finally {
    await browser.close();
    await server.close();
  }
}

function inWords(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99, 1]
    .map((q) => (sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN).toFixed(1))
    .join(', ');
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.int(),
      tid: z.int(),
      ts: z.number(),
      /** CPU time of the thread, microseconds; absent where it had none. */
      tdur: z.number().optional(),
    }),
  ),
});
type TraceEvent = z.infer<typeof traceSchema>['traceEvents'][number];

/** CPU time of the page's main thread from each frame to the next, in milliseconds: what a busy machine changes least. */
function workOfFrames(events: readonly TraceEvent[]): number[] {
  const thread = events.find(({ name }) => name === 'FireAnimationFrame');
  const work: number[] = [];
  const own = events.filter(({ pid, tid }) => pid === thread?.pid && tid === thread.tid);
  // A frame lies within a task, which begins before it.
  const frames = own.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts);
  const tasks = own.filter(({ name }) => name === 'RunTask').toSorted((a, b) => a.ts - b.ts);
  let task = 0;
  for (const [index, ts] of frames.toSorted((a, b) => a - b).entries()) {
    let sum = 0;
    for (; (tasks[task]?.ts ?? Infinity) < ts; task += 1) sum += tasks[task]?.tdur ?? 0;
    // What came before the first belongs to none.
    if (index > 0) work.push(sum / 1000);
  }
  return work;
}
