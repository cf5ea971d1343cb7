import { judgeRun } from '../reports/report.ts';
import { reportHtml } from '../reports/renderers/report-html.ts';
import { runFile } from '../core/run-folder/path.ts';
import { writeWhole } from '../core/run-folder/write-whole.ts';
import { report } from './measure.ts';

/** Judges a run folder and draws its report: `long-ours.ts FOLDER`. */
async function main([folder = '']: readonly string[]): Promise<void> {
  const began = performance.now();
  const { evidence, verdict } = await judgeRun(folder);
  await writeWhole(runFile(folder, 'report'), await reportHtml.render(evidence, verdict));
  const seconds = (performance.now() - began) / 1000;
  const sent = [...evidence.targets].map(([target, slots]) => {
    return [target, slots.values().reduce((total, n) => total + n, 0)] as const;
  });
  const { requests } = verdict.load;
  report({
    seconds,
    requests,
    sent: Object.fromEntries(sent.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  });
}

await main(process.argv.slice(2));
